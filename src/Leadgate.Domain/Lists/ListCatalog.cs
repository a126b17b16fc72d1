namespace Leadgate.Domain.Lists;

/// <summary>
/// A snapshot of every reference list. Immutable; when lists change, a new one takes its place as a whole, and whoever began
/// with the old one finishes with it.
/// </summary>
internal sealed class ListCatalog
{
    private readonly ReferenceList[] _lists;

    private ListCatalog(ReferenceList[] lists, long version)
    {
        _lists = lists;
        Version = version;
    }

    /// <summary>Grows by one with each change of a list in the store; 0 for the lists as shipped.</summary>
    public long Version { get; }

    /// <summary>The items of a list.</summary>
    /// <param name="list">One of <see cref="ReferenceLists.All"/>.</param>
    public ReferenceList this[ListDefinition list] => _lists[list.Ordinal];

    /// <summary>Builds a snapshot. A list that is missing from <paramref name="items"/> is empty.</summary>
    /// <param name="items">The items of each list in display order.</param>
    /// <param name="version">The version that the snapshot shows.</param>
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

    /// <summary>The items of every list, as <see cref="Build"/> takes them.</summary>
    public Dictionary<ListDefinition, IReadOnlyList<ListItem>> GetItemsByList() =>
        _lists.ToDictionary(list => list.Definition, list => list.Items);
}
