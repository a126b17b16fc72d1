namespace Leadgate.Domain.Lists;

/// <summary>What replacing the items of a list changes.</summary>
/// <param name="Items">All items afterwards, in display order: those of the file, then those that are only kept as retired.</param>
/// <param name="Changes">In the order of the file; items that it omits come last.</param>
/// <param name="IsReordered">Whether active items that stay get another order.</param>
internal sealed record ListComparison(IReadOnlyList<ListItem> Items, IReadOnlyList<ListChange> Changes, bool IsReordered)
{
    public bool ChangesNothing => Changes.Count == 0 && !IsReordered;

    /// <param name="stored">The items of the list as they are.</param>
    /// <param name="imported">The items of the file.</param>
    public static ListComparison Create(ListDefinition list, IReadOnlyList<ListItem> stored, IReadOnlyList<ListItem> imported)
    {
        var known = stored.ToDictionary(item => item.Value);
        var kept = imported.Select(item => item.Value).ToHashSet();
        var omitted = stored.Where(item => !kept.Contains(item.Value)).Select(item => item with { IsActive = false }).ToList();
        var changes = imported
            .SelectMany(item => Compare(list, known.GetValueOrDefault(item.Value), item))
            .Concat(omitted.SelectMany(item => Compare(list, known[item.Value], item)))
            .ToList();

        // Items that are retired or restored have no place of their own before or after.
        var active = imported
            .Where(item => item.IsActive && known.GetValueOrDefault(item.Value) is { IsActive: true })
            .Select(item => item.Value)
            .ToHashSet();
        return new([.. imported, .. omitted], changes, !GetActive(stored).SequenceEqual(GetActive(imported)));

        IEnumerable<int> GetActive(IReadOnlyList<ListItem> items) => items.Select(item => item.Value).Where(active.Contains);
    }

    /// <summary>An item that is retired or restored may have a new label too, which stored leads show: that is another change.</summary>
    private static IEnumerable<ListChange> Compare(ListDefinition list, ListItem? before, ListItem after)
    {
        if (before is null)
        {
            yield return new(list, after, ListChangeKind.Added, after.IsActive ? "" : "retired");
            yield break;
        }

        var detail = ListItemDifference.Describe(before with { IsActive = after.IsActive }, after);
        var isRenamed = (before.Label, before.LabelAr) != (after.Label, after.LabelAr);
        if (isRenamed)
            yield return Create(ListChangeKind.Renamed, detail);
        if (before.IsActive != after.IsActive)
            yield return Create(after.IsActive ? ListChangeKind.Restored : ListChangeKind.Retired, isRenamed ? "" : detail);
        else if (!isRenamed && (detail.Length > 0 || !before.HasContentOf(after)))
            yield return Create(ListChangeKind.Changed, detail.Length == 0 ? "order of aliases" : detail);

        ListChange Create(ListChangeKind kind, string what) => new(list, after, kind, what) { Before = before };
    }
}
