namespace Leadgate.Domain.Lists;

/// <summary>Something that is wrong with reference data.</summary>
/// <param name="List">The list.</param>
/// <param name="Message">What is wrong, naming the item.</param>
/// <param name="IsFatal">
/// True when the list cannot be used. A text that finds two items is no such thing: it is answered with <c>ambiguous</c>
/// (promise 4.5), so an operator may import it; what ships has none.
/// </param>
internal sealed record ListFinding(ListDefinition List, string Message, bool IsFatal)
{
    /// <inheritdoc/>
    public override string ToString() => $"{List.Name}: {Message}";
}
