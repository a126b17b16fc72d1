namespace Leadgate.Domain.Lists;

/// <summary>Proves the integrity of reference data.</summary>
internal static class ListValidator
{
    private static readonly IReadOnlyDictionary<ListDefinition, int[]> RequiredValues = new Dictionary<ListDefinition, int[]>
    {
        [ReferenceLists.CustomerType] = [CustomerTypes.Individual, CustomerTypes.Company],
        [ReferenceLists.YesOrNo] = [0, 1],
    };

    /// <summary>Everything that is wrong, in the order of the lists and items; empty when all is well.</summary>
    /// <param name="lists">The items of every list.</param>
    public static IReadOnlyList<ListFinding> Validate(IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists)
    {
        var findings = new List<ListFinding>();
        foreach (var list in ReferenceLists.All)
        {
            var items = lists.GetValueOrDefault(list) ?? [];
            CheckValues(list, items, findings);
            foreach (var item in items)
                CheckItem(list, item, lists, findings);
            CheckTexts(list, items, findings);
            if (list == ReferenceLists.BranchType)
                CheckDefaultBranches(items, lists.GetValueOrDefault(ReferenceLists.OuType) ?? [], findings);
        }

        return findings;
    }

    private static void CheckValues(ListDefinition list, IReadOnlyList<ListItem> items, List<ListFinding> findings)
    {
        foreach (var twice in items.GroupBy(item => item.Value).Where(group => group.Count() > 1))
        {
            findings.Add(
                new(list, $"the value {twice.Key} appears more than once: {string.Join(", ", twice.Select(item => item.Label))}", true)
            );
        }

        foreach (var value in RequiredValues.GetValueOrDefault(list) ?? [])
        {
            if (!items.Any(item => item.Value == value && item.IsActive))
                findings.Add(new(list, $"an active item with the value {value} is required", true));
        }
    }

    private static void CheckItem(
        ListDefinition list,
        ListItem item,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        List<ListFinding> findings
    )
    {
        var name = $"item {item.Value} ({item.Label})";
        if (string.IsNullOrWhiteSpace(item.Label))
            findings.Add(new(list, $"{name} has no English label", true));
        if (string.IsNullOrWhiteSpace(item.LabelAr))
            findings.Add(new(list, $"{name} has no Arabic label", true));
        if (item.Code is not null && string.IsNullOrWhiteSpace(item.Code))
            findings.Add(new(list, $"{name} has a blank code", true));
        foreach (var text in item.GetMatchTexts())
        {
            if (text.Length > ListItem.MaxTextLength)
                findings.Add(new(list, $"{name} has a label, code or alias longer than {ListItem.MaxTextLength} characters", true));
        }

        if (item.Aliases.Any(string.IsNullOrWhiteSpace))
            findings.Add(new(list, $"{name} has a blank alias", true));
        CheckParent(list, item, name, lists, findings);
        CheckBranch(list, item, name, lists, findings);
    }

    private static void CheckParent(
        ListDefinition list,
        ListItem item,
        string name,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        List<ListFinding> findings
    )
    {
        if (list.Parent is null && item.ParentValue is not null)
            findings.Add(new(list, $"{name} has a parent item, but the list has no parent list", true));
        if (list.Parent is not null && !Contains(lists, list.Parent, item.ParentValue))
            findings.Add(new(list, $"{name} has no parent item in {list.Parent.Name}", true));
    }

    private static void CheckBranch(
        ListDefinition list,
        ListItem item,
        string name,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        List<ListFinding> findings
    )
    {
        if (list != ReferenceLists.BranchType)
        {
            if (item.CityValue is not null || item.IsDefault)
                findings.Add(new(list, $"{name} is a default or has a city, which is for branches only", true));
        }
        else if (item.CityValue is not null && !Contains(lists, ReferenceLists.City, item.CityValue))
        {
            findings.Add(new(list, $"{name} has a city that is not in CITY", true));
        }
    }

    private static void CheckTexts(ListDefinition list, IReadOnlyList<ListItem> items, List<ListFinding> findings)
    {
        var clashes = items
            .Where(item => item.IsActive)
            .SelectMany(item => item.GetMatchTexts().Select(TextFolding.Fold).Distinct(), (item, text) => (item, text))
            .GroupBy(pair => (pair.item.ParentValue, pair.text), pair => pair.item)
            .Where(group => group.Count() > 1);
        foreach (var clash in clashes)
        {
            findings.Add(
                new(
                    list,
                    $"\"{clash.Key.text}\" is ambiguous: it matches {string.Join(" and ", clash.Select(item => $"{item.Value} ({item.Label})"))}",
                    false
                )
            );
        }
    }

    private static void CheckDefaultBranches(IReadOnlyList<ListItem> branches, IReadOnlyList<ListItem> brands, List<ListFinding> findings)
    {
        foreach (var brand in brands.Where(brand => brand.IsActive))
        {
            var own = branches.Where(branch => branch.IsActive && branch.ParentValue == brand.Value).ToList();
            if (own.Count > 0 && own.Count(branch => branch.IsDefault) != 1)
            {
                findings.Add(
                    new(
                        ReferenceLists.BranchType,
                        $"the brand {brand.Value} ({brand.Label}) must have exactly one default branch, but has {own.Count(branch => branch.IsDefault)}",
                        false
                    )
                );
            }
        }
    }

    private static bool Contains(IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists, ListDefinition list, int? value) =>
        value is not null && lists.GetValueOrDefault(list)?.Any(item => item.Value == value) == true;
}
