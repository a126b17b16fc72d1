namespace Leadgate.Domain.Lists;

/// <summary>
/// Updates the lists of a store to a newer version of the built-in lists (decision 0023), as a three-way merge: of each item, whatever is
/// as the store got it from the built-in lists becomes what it is in the new ones, and whatever the operator changed stays.
/// </summary>
internal static class ListUpdate
{
    /// <param name="previous">The built-in lists as the store got them.</param>
    /// <param name="stored">The lists of the store.</param>
    /// <param name="builtIn">The new built-in lists.</param>
    public static ListUpdateResult Merge(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> previous,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> stored,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> builtIn
    )
    {
        var merges = new Dictionary<ListDefinition, ListMerge>();
        foreach (var list in ReferenceLists.All)
            Merge(list);
        return new(
            merges
                .Where(merge => merge.Value.Changes.Any(change => change.Kind != ListChangeKind.Skipped))
                .ToDictionary(merge => merge.Key, merge => merge.Value.Items),
            merges.ToDictionary(merge => merge.Key, merge => merge.Value.BuiltIn),
            ReferenceLists.All.SelectMany(list => merges[list].Changes).ToList()
        );

        // The parent items first: an item cannot be added under one that is not.
        ListMerge Merge(ListDefinition list)
        {
            if (merges.TryGetValue(list, out var merge))
                return merge;
            var parent = list.Parent is null ? null : Merge(list.Parent);
            return merges[list] = new ListMerge(list, parent, previous[list], stored[list], builtIn[list]);
        }
    }
}
