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
        var omitted = stored.Where(item => !kept.Contains(item.Value)).ToList();
        var changes = imported
            .Select(item => Compare(list, known.GetValueOrDefault(item.Value), item))
            .Concat(omitted.Select(item => Compare(list, item, item with { IsActive = false })))
            .OfType<ListChange>()
            .ToList();
        return new(
            [.. imported, .. omitted.Select(item => item with { IsActive = false })],
            changes,
            !GetActive(stored, kept).SequenceEqual(GetActive(imported, [.. known.Keys]))
        );

        // Items that are retired or restored have no place of their own before or after.
        IEnumerable<int> GetActive(IReadOnlyList<ListItem> items, HashSet<int> others) =>
            items
                .Select(item => item.Value)
                .Where(value => others.Contains(value) && known[value].IsActive && imported.First(item => item.Value == value).IsActive);
    }

    private static ListChange? Compare(ListDefinition list, ListItem? before, ListItem after)
    {
        if (before is null)
            return new(list, after, ListChangeKind.Added, after.IsActive ? "" : "retired");
        var detail = ListItemDifference.Describe(before with { IsActive = after.IsActive }, after);
        ListChangeKind? kind =
            before.IsActive && !after.IsActive ? ListChangeKind.Retired
            : !before.IsActive && after.IsActive ? ListChangeKind.Restored
            : (before.Label, before.LabelAr) != (after.Label, after.LabelAr) ? ListChangeKind.Renamed
            : detail.Length > 0 || !before.HasContentOf(after) ? ListChangeKind.Changed
            : null;
        return kind is { } changed
            ? new(list, after, changed, detail.Length == 0 && changed == ListChangeKind.Changed ? "order of aliases" : detail)
            {
                Before = before,
            }
            : null;
    }
}
