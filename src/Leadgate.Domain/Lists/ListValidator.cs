namespace Leadgate.Domain.Lists;

/// <summary>Validates the data of reference lists.</summary>
internal static class ListValidator
{
    private static readonly IReadOnlyDictionary<ListDefinition, int[]> RequiredValues = new Dictionary<ListDefinition, int[]>
    {
        [ReferenceLists.CustomerType] = [CustomerTypes.Individual, CustomerTypes.Company],
        [ReferenceLists.YesOrNo] = [0, 1],
    };

    /// <summary>The errors in the order of the lists and items; empty if there are none.</summary>
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
        foreach (var group in items.GroupBy(item => item.Value).Where(sameValue => sameValue.Count() > 1))
        {
            findings.Add(
                new(list, $"the value {group.Key} appears more than once: {string.Join(", ", group.Select(item => item.Label))}", true)
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
        CheckCity(list, item, name, lists, findings);
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

    private static void CheckCity(
        ListDefinition list,
        ListItem item,
        string name,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        List<ListFinding> findings
    )
    {
        if (item.IsDefault && list != ReferenceLists.BranchType)
            findings.Add(new(list, $"{name} is a default, which is for branches only", true));
        if (item.CityValue is null)
            return;
        if (list != ReferenceLists.BranchType && list != ReferenceLists.City)
            findings.Add(new(list, $"{name} has a city, which is for branches and cities only", true));
        else if (!Contains(lists, ReferenceLists.City, item.CityValue))
            findings.Add(new(list, $"{name} has a city that is not in CITY", true));
        else if (list == ReferenceLists.City && item.CityValue == item.Value)
            findings.Add(new(list, $"{name} has itself as its city", true));
    }

    private static void CheckTexts(ListDefinition list, IReadOnlyList<ListItem> items, List<ListFinding> findings)
    {
        var ambiguities = items
            .Where(item => item.IsActive)
            .SelectMany(item => item.GetMatchTexts().Select(TextFolding.Fold).Distinct(), (item, text) => (item, text))
            .GroupBy(pair => (pair.item.ParentValue, pair.text), pair => pair.item)
            .Where(group => group.Count() > 1);
        foreach (var ambiguity in ambiguities)
        {
            var matched = ambiguity.Select(item => $"{item.Value} ({item.Label})");
            findings.Add(new(list, $"\"{ambiguity.Key.text}\" is ambiguous: it matches {string.Join(" and ", matched)}", false));
        }
    }

    private static void CheckDefaultBranches(IReadOnlyList<ListItem> branches, IReadOnlyList<ListItem> brands, List<ListFinding> findings)
    {
        foreach (var brand in brands.Where(brand => brand.IsActive))
        {
            var ofBrand = branches.Where(branch => branch.IsActive && branch.ParentValue == brand.Value).ToList();
            var defaults = ofBrand.Count(branch => branch.IsDefault);
            if (ofBrand.Count > 0 && defaults != 1)
            {
                findings.Add(
                    new(
                        ReferenceLists.BranchType,
                        $"the brand {brand.Value} ({brand.Label}) must have exactly one default branch, but has {defaults}",
                        false
                    )
                );
            }
        }
    }

    private static bool Contains(IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists, ListDefinition list, int? value) =>
        value is not null && lists.GetValueOrDefault(list)?.Any(item => item.Value == value) == true;
}
