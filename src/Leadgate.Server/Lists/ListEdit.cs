using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>A change of one item of a reference list.</summary>
internal abstract record ListEdit
{
    private ListEdit() { }

    /// <summary>A new item, as the last one. Without a value it gets the next one.</summary>
    public sealed record Add(int? Value, ListItem Item) : ListEdit;

    /// <summary>Another content of an item: labels, aliases, and so on; also whether it is retired.</summary>
    /// <param name="Fingerprint">The item as it was when the change began (<see cref="ListItemFingerprint"/>).</param>
    /// <param name="Item">The item as it is to be; its value says which one it is.</param>
    public sealed record Change(string Fingerprint, ListItem Item) : ListEdit;

    /// <summary>Another place in the display order.</summary>
    /// <param name="Order">The order when the change began (<see cref="ListItemFingerprint.GetOrderFingerprint"/>).</param>
    /// <param name="Position">The place that the item is to have, from 1; beyond the end is the last place.</param>
    public sealed record Move(string Order, int Value, int Position) : ListEdit;
}
