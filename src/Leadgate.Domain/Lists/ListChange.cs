namespace Leadgate.Domain.Lists;

/// <summary>What an import or an update of the built-in lists does to one item.</summary>
/// <param name="Item">The item as it is afterwards.</param>
/// <param name="Detail">What changes, or why the item was skipped; empty if the kind says all.</param>
internal sealed record ListChange(ListDefinition List, ListItem Item, ListChangeKind Kind, string Detail)
{
    /// <summary>The item as it was; null for a new one.</summary>
    public ListItem? Before { get; init; }

    public override string ToString() =>
        $"{List.Name}: {Kind.GetWord()} {Item.Value} ({Item.Label}){(Detail.Length > 0 ? ": " + Detail : "")}";
}
