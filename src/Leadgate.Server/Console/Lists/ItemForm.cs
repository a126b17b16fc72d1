using System.Globalization;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Console.Lists;

/// <summary>The form of an item of a list as it was typed.</summary>
internal sealed record ItemForm
{
    public const string ValueField = "value";
    public const string LabelField = "label";
    public const string LabelArField = "labelAr";
    public const string CodeField = "code";
    public const string ParentField = "parent";
    public const string CityField = "city";
    public const string DefaultField = "isDefault";
    public const string ActiveField = "isActive";
    public const string AliasesField = "aliases";

    /// <summary>The item as it was when the form was shown.</summary>
    public const string FingerprintField = "seen";

    /// <summary>The number of a new item; empty for the next one.</summary>
    public string Value { get; init; } = "";

    public string Label { get; init; } = "";

    public string LabelAr { get; init; } = "";

    public string Code { get; init; } = "";

    public string Parent { get; init; } = "";

    public string City { get; init; } = "";

    public bool IsDefault { get; init; }

    public bool IsActive { get; init; } = true;

    /// <summary>One in each line.</summary>
    public string Aliases { get; init; } = "";

    public string Fingerprint { get; init; } = "";

    public static ItemForm Read(StaffForm form) =>
        new()
        {
            Value = form.Get(ValueField),
            Label = form.Get(LabelField),
            LabelAr = form.Get(LabelArField),
            Code = form.Get(CodeField),
            Parent = form.Get(ParentField),
            City = form.Get(CityField),
            IsDefault = form.Has(DefaultField),
            IsActive = form.Has(ActiveField),
            Aliases = form.Get(AliasesField),
            Fingerprint = form.Get(FingerprintField),
        };

    public static ItemForm From(ListDefinition list, ListItem item) =>
        new()
        {
            Value = Format(item.Value),
            Label = item.Label,
            LabelAr = item.LabelAr,
            Code = item.Code ?? "",
            Parent = Format(item.ParentValue),
            City = Format(item.CityValue),
            IsDefault = item.IsDefault,
            IsActive = item.IsActive,
            Aliases = string.Join('\n', item.Aliases),
            Fingerprint = item.GetFingerprint(list),
        };

    /// <summary>The item that was typed. Its value is 0 if none was.</summary>
    public ListItem ToItem(int? value) =>
        new()
        {
            Value = value ?? 0,
            Label = Label.Trim(),
            LabelAr = LabelAr.Trim(),
            Code = Code.Trim() is { Length: > 0 } code ? code : null,
            ParentValue = Parse(Parent),
            CityValue = Parse(City),
            IsDefault = IsDefault,
            IsActive = IsActive,
            Aliases = [.. Aliases.Split('\n').Select(alias => alias.Trim()).Where(alias => alias.Length > 0)],
        };

    /// <summary>The fields as they are sent again with a confirmation.</summary>
    public IEnumerable<(string Name, string Value)> GetFields()
    {
        yield return (ValueField, Value);
        yield return (LabelField, Label);
        yield return (LabelArField, LabelAr);
        yield return (CodeField, Code);
        yield return (ParentField, Parent);
        yield return (CityField, City);
        yield return (AliasesField, Aliases);
        yield return (FingerprintField, Fingerprint);
        if (IsDefault)
            yield return (DefaultField, "on");
        if (IsActive)
            yield return (ActiveField, "on");
    }

    /// <summary>What was typed, for somebody who may not send it any more.</summary>
    public static IReadOnlyList<TypedText> Describe(HttpContext http, StaffForm form)
    {
        var (typed, arabic) = (Read(form), StaffLanguage.IsArabic(http.Request));
        var catalog = http.RequestServices.GetRequiredService<ListCatalogCache>().Catalog;
        var parents = ReferenceLists.Find(http.GetRouteValue("list") as string ?? "")?.Parent;
        (BilingualText Title, string Text)[] fields =
        [
            (ListsTexts.Value, typed.Value),
            (ListsTexts.Label, typed.Label),
            (ListsTexts.LabelAr, typed.LabelAr),
            (ListsTexts.Code, typed.Code),
            (ListsTexts.Parent, Show(parents, typed.Parent)),
            (ListsTexts.City, Show(ReferenceLists.City, typed.City)),
            (ListsTexts.Aliases, typed.Aliases),
        ];
        return
        [
            .. fields
                .Where(field => !string.IsNullOrWhiteSpace(field.Text))
                .Select(field => new TypedText(field.Title.In(arabic), field.Text)),
        ];

        string Show(ListDefinition? list, string value) =>
            list is not null && Parse(value) is { } number && catalog[list].Find(number) is { } item ? item.GetLabel(arabic) : value;
    }

    public static int? Parse(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Format(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
