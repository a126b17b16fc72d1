namespace Leadgate.Domain.Lists;

/// <summary>The result of <see cref="ListUpdate.Merge"/>.</summary>
/// <param name="Lists">The lists that change, with all their items in display order.</param>
/// <param name="BuiltIn">What the store now has of each built-in list: the base of the next update.</param>
/// <param name="Changes">The changes, in the order of the lists and items.</param>
internal sealed record ListUpdateResult(
    IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> Lists,
    IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> BuiltIn,
    IReadOnlyList<ListChange> Changes
);
