using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>Validates the data of reference lists.</summary>
internal static class ListValidator
{
    private const int MaxShownLength = 60;

    private static readonly Dictionary<ListDefinition, int[]> RequiredValues = new()
    {
        [ReferenceLists.CustomerType] = [CustomerTypes.Individual, CustomerTypes.Company],
        [ReferenceLists.YesOrNo] = [0, 1],
    };

    /// <summary>Lists without which no lead, or no lead of a company, could be valid; each with a field that needs it.</summary>
    private static readonly Dictionary<ListDefinition, LeadField> NeededBy = LeadFields
        .All.Where(field => field is { Mandatory: not Mandatory.No, List: not null })
        .GroupBy(field => field.List!)
        .Where(fields => !RequiredValues.ContainsKey(fields.Key))
        .ToDictionary(fields => fields.Key, fields => fields.First());

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
            var labels = group.Select(item => Show(item.Label)).ToList();
            findings.Add(
                new(
                    list,
                    true,
                    $"the value {group.Key} appears more than once: {string.Join(", ", labels)}",
                    $"الرقم {group.Key} مكرر: {WordList.And(true, labels)}"
                )
            );
        }

        foreach (var value in RequiredValues.GetValueOrDefault(list) ?? [])
        {
            if (!items.Any(item => item.Value == value && item.IsActive))
                findings.Add(
                    new(list, true, $"an active item with the value {value} is required", $"يجب أن يكون في القائمة عنصر فعّال رقمه {value}")
                );
        }

        if (NeededBy.TryGetValue(list, out var field) && !items.Any(item => item.IsActive))
            findings.Add(
                new(
                    list,
                    true,
                    $"an active item is required, because the field {field.Name} is mandatory",
                    $"يجب أن يكون في القائمة عنصر فعّال واحد على الأقل لأن الحقل {field.Name} إلزامي"
                )
            );
    }

    private static void CheckItem(
        ListDefinition list,
        ListItem item,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        List<ListFinding> findings
    )
    {
        if (InvisibleText.IsBlank(item.Label))
            Add("has no English label", "ليست له تسمية بالإنجليزية");
        if (InvisibleText.IsBlank(item.LabelAr))
            Add("has no Arabic label", "ليست له تسمية بالعربية");
        if (item.Code is not null && InvisibleText.IsBlank(item.Code))
            Add("has a blank code", "رمزه فارغ");
        foreach (var text in item.GetMatchTexts())
        {
            if (text.Length > ListItem.MaxTextLength)
                Add(
                    $"has a label, code, or alias longer than {ListItem.MaxTextLength} characters",
                    $"له تسمية أو رمز أو اسم بديل أطول من {CountedNoun.Character.In(true, ListItem.MaxTextLength, ArabicCase.Genitive)}"
                );
            if (!PlainText.IsValid(text))
                Add(
                    "has a label, code, or alias with a line break, a control character, or an incomplete character",
                    "في تسمية أو رمز أو اسم بديل له فاصل أسطر أو رمز تحكم أو حرف غير مكتمل"
                );
        }

        if (item.Aliases.Any(alias => InvisibleText.IsBlank(alias)))
            Add("has a blank alias", "أحد أسمائه البديلة فارغ");
        CheckParent(list, item, lists, Add);
        CheckCity(list, item, lists, Add);

        void Add(string message, string messageAr) =>
            findings.Add(
                new(
                    list,
                    true,
                    $"item {item.Value} ({Show(item.Label)}) {message}",
                    $"العنصر {item.Value} ({BidiText.Isolate(Show(item.Label))}): {messageAr}"
                )
            );
    }

    private static void CheckParent(
        ListDefinition list,
        ListItem item,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        Action<string, string> add
    )
    {
        if (list.Parent is null && item.ParentValue is not null)
            add("has a parent item, but the list has no parent list", "له parentValue والقائمة لا تتبع قائمة أخرى");
        if (list.Parent is null)
            return;
        if (item.ParentValue is null)
            add(
                $"has no parentValue, the value of its parent item in {list.Parent.Name}",
                $"ليس له parentValue، وهو رقم العنصر الذي يتبعه في القائمة {list.Parent.Name}"
            );
        else if (!Contains(lists, list.Parent, item.ParentValue))
            add(
                $"has the parentValue {item.ParentValue}, but {list.Parent.Name} has no item with this value",
                $"قيمة parentValue فيه {item.ParentValue}، ولا يوجد عنصر بهذا الرقم في القائمة {list.Parent.Name}"
            );
    }

    private static void CheckCity(
        ListDefinition list,
        ListItem item,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        Action<string, string> add
    )
    {
        if (item.IsDefault && list != ReferenceLists.BranchType)
            add("is a default, which is for branches only", "له isDefault وهي للفروع فقط");
        if (item.CityValue is null)
            return;
        if (list != ReferenceLists.BranchType && list != ReferenceLists.City)
            add("has a city, which is for branches and cities only", "له city وهي للفروع والمدن فقط");
        else if (!Contains(lists, ReferenceLists.City, item.CityValue))
            add("has a city that is not in CITY", "رقم city ليس في القائمة CITY");
        else if (list == ReferenceLists.City && item.CityValue == item.Value)
            add("has itself as its city", "رقم city هو رقم العنصر نفسه");
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
            var text = Show(ambiguity.Key.text);
            var matched = ambiguity
                .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Value} ({Show(item.Label)})"))
                .ToList();
            findings.Add(
                new(
                    list,
                    false,
                    $"\"{text}\" is ambiguous: it matches {string.Join(" and ", matched)}",
                    $"النص {Quote.Value(true, text)} يطابق أكثر من عنصر: {WordList.And(true, matched.ConvertAll(BidiText.Ltr))}"
                )
            );
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
                        false,
                        $"the brand {brand.Value} ({Show(brand.Label)}) must have exactly one default branch, but has {defaults}",
                        $"للعلامة التجارية {brand.Value} ({BidiText.Isolate(Show(brand.Label))}) فرع افتراضي واحد بالضبط، "
                            + $"وعدد فروعها الافتراضية {defaults}"
                    )
                );
            }
        }
    }

    /// <summary>A label in a message of one line, whatever is in it.</summary>
    private static string Show(string label) => PlainText.Show(label, MaxShownLength);

    private static bool Contains(IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists, ListDefinition list, int? value) =>
        value is not null && lists.GetValueOrDefault(list)?.Any(item => item.Value == value) == true;
}
