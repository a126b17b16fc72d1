using Leadgate.Domain.Lists;

namespace Leadgate.Plain;

/// <summary>The reference lists in dictionaries, by parent item and label, code, alias or number.</summary>
internal sealed class Items
{
    private readonly Dictionary<ListDefinition, Dictionary<(int Parent, string Text), int>> _lists = BuiltInLists
        .Read()
        .ToDictionary(list => list.Key, list => Index(list.Key, list.Value));

    /// <summary>The value of an item, or null.</summary>
    public int? Find(ListDefinition list, string? text, int? parent = null) =>
        text is not null
        && _lists[list].TryGetValue((list.Parent is null ? 0 : parent ?? -1, text.Trim().ToUpperInvariant()), out var value)
            ? value
            : null;

    private static Dictionary<(int, string), int> Index(ListDefinition list, IReadOnlyList<ListItem> items)
    {
        var index = new Dictionary<(int, string), int>();
        foreach (var item in items.Where(item => item.IsActive))
        {
            foreach (var text in item.GetMatchTexts().Append(item.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            {
                index.TryAdd((list.Parent is null ? 0 : item.ParentValue ?? 0, text.Trim().ToUpperInvariant()), item.Value);
            }
        }

        return index;
    }
}
