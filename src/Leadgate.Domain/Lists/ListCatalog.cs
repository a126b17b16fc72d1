namespace Leadgate.Domain.Lists;

/// <summary>
/// A snapshot of all reference lists. Immutable: when a list changes, a new snapshot replaces it, and work that has begun with the old
/// one ends with it.
/// </summary>
internal sealed class ListCatalog
{
    private readonly ReferenceList[] _lists;

    private ListCatalog(ReferenceList[] lists, long version)
    {
        _lists = lists;
        Version = version;
    }

    /// <summary>Increases by one with each change of a list in the store; 0 for the built-in lists.</summary>
    public long Version { get; }

    public ReferenceList this[ListDefinition list] => _lists[list.Ordinal];

    /// <summary>Builds a snapshot of the items, which are in display order. A list that is missing is empty.</summary>
    /// <exception cref="ArgumentException">Two items of a list have the same value; see <see cref="ListValidator"/>.</exception>
    public static ListCatalog Build(IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> items, long version = 0)
    {
        var built = new Dictionary<ListDefinition, ReferenceList>();
        foreach (var list in ReferenceLists.All)
            Build(list);
        return new ListCatalog([.. ReferenceLists.All.Select(list => built[list])], version);

        ReferenceList Build(ListDefinition list)
        {
            if (built.TryGetValue(list, out var done))
                return done;
            var parent = list.Parent is null ? null : Build(list.Parent);
            return built[list] = new ReferenceList(list, items.GetValueOrDefault(list) ?? [], parent);
        }
    }

    /// <summary>The items of all lists in the form of <see cref="Build"/>.</summary>
    public Dictionary<ListDefinition, IReadOnlyList<ListItem>> GetItemsByList() =>
        _lists.ToDictionary(list => list.Definition, list => list.Items);
}
