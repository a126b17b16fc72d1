namespace Leadgate.Domain.Lists;

/// <summary>An error in the data of a reference list.</summary>
/// <param name="List">The list that has the error.</param>
/// <param name="IsFatal">
/// True if the list cannot be used. A text that matches two items is not fatal: a lead with it gets the error <c>ambiguous</c>
/// (promise 4.5), so an operator may import the list. The built-in lists have none.
/// </param>
/// <param name="Message">The error in one line, with the value and label of the item.</param>
/// <param name="MessageAr">The same in Arabic.</param>
internal sealed record ListFinding(ListDefinition List, bool IsFatal, string Message, string MessageAr)
{
    public override string ToString() => $"{List.Name}: {Message}";
}
