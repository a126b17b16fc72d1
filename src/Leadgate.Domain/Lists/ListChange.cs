namespace Leadgate.Domain.Lists;

/// <summary>What an update of the built-in lists does to one item.</summary>
/// <param name="Item">The item as it is after the update.</param>
/// <param name="Detail">What changes, or why the item was skipped; empty for an added item.</param>
internal sealed record ListChange(ListDefinition List, ListItem Item, ListChangeKind Kind, string Detail)
{
    public override string ToString() =>
        $"{List.Name}: {Kind.ToString().ToLowerInvariant()} {Item.Value} ({Item.Label}){(Detail.Length > 0 ? ": " + Detail : "")}";
}
