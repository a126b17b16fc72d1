using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>What another place in the display order means. Retired items have places too, but nobody sees them.</summary>
/// <param name="From">The place of the item before, from 1.</param>
/// <param name="To">Its place afterwards.</param>
/// <param name="Previous">The nearest item in use that then comes before it; null if it becomes the first.</param>
/// <param name="Next">The nearest item in use that then comes after it; null if it becomes the last.</param>
internal sealed record ListMove(ListItem Item, int From, int To, ListItem? Previous, ListItem? Next)
{
    /// <param name="items">The list afterwards.</param>
    /// <param name="index">Where the item then is.</param>
    public static ListMove Create(IReadOnlyList<ListItem> items, int from, int index) =>
        new(
            items[index],
            from,
            index + 1,
            items.Take(index).LastOrDefault(item => item.IsActive),
            items.Skip(index + 1).FirstOrDefault(item => item.IsActive)
        );
}
