using System.Text;
using System.Text.Json;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Tests.Support;

/// <summary>What tests need some of: lists, a lead that is right, a checker, a bulk that was read.</summary>
internal static class Some
{
    public static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());

    public static readonly TimeZoneInfo Riyadh = TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh");

    public static readonly LeadRules Rules = new("JTC", Riyadh, 100);

    public static readonly BulkLimits Limits = new(10_000, 32 * 1024 * 1024);

    /// <summary>Half past eleven at night in London, and half past two of the next day in Riyadh.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 9, 23, 30, 0, TimeSpan.Zero);

    /// <summary>A person with every mandatory field that cannot be left out, and no other.</summary>
    public static readonly LeadText Person = new(
        ("leadType", "Individual"),
        ("firstName", "Noura"),
        ("customerCountry", "Saudi Arabia"),
        ("customerRegion", "Eastern Province"),
        ("customerCity", "Dammam"),
        ("phoneCode", "+966"),
        ("preferredLanguage", "Arabic"),
        ("ou", "JMC"),
        ("businessArea", "Sales"),
        ("leadDate", "2026-03-01T09:30:00+03:00"),
        ("leadInterest", "Test Drive"),
        ("source", "Website"),
        ("subSource", "Contact Form"),
        ("leadName", "Web enquiry"),
        ("priority", "Hot")
    );

    /// <summary>A company, likewise.</summary>
    public static readonly LeadText Company = Person
        .Without("firstName")
        .With("leadType", "Company")
        .With("companyIndustryType", "Bank")
        .With("contactName", "Faisal")
        .With("leadTypeName", "Example Trading Co");

    /// <summary>The request of the interface's own documentation.</summary>
    public static byte[] Sample => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "sample.json"));

    public static LeadText Vehicle(params (string Name, object? Value)[] properties) => new(properties);

    public static LeadValidator Checker(ListCatalog? catalog = null, LeadRules? rules = null) =>
        new(catalog ?? Catalog, rules ?? Rules, Now);

    public static Lead Check(LeadText lead, ListCatalog? catalog = null, LeadRules? rules = null) =>
        Checker(catalog, rules).Validate(0, lead.Utf8);

    public static Lead Check(string json) => Checker().Validate(0, Encoding.UTF8.GetBytes(json));

    /// <summary>The errors as "field code", in the order in which they are told.</summary>
    public static string[] Errors(Lead lead) => [.. lead.Errors.Select(Line)];

    public static string[] Errors(LeadText lead, ListCatalog? catalog = null) => Errors(Check(lead, catalog));

    public static string[] Warnings(Lead lead) => [.. lead.Warnings.Select(Line)];

    /// <summary>The one error that a lead has.</summary>
    public static Issue Error(LeadText lead, ListCatalog? catalog = null) => Assert.Single(Check(lead, catalog).Errors);

    public static FieldValue Value(this Lead lead, string name)
    {
        Assert.True(LeadFields.Table.TryFind(name, out var field, out _), $"There is no field {name}.");
        return lead[field];
    }

    public static FieldValue Value(this Vehicle vehicle, string name)
    {
        Assert.True(VehicleFields.Table.TryFind(name, out var field, out _), $"There is no field {name}.");
        return vehicle[field];
    }

    /// <summary>A lead as it is read back.</summary>
    public static JsonElement Echo(LeadRecord record, bool arabic = false)
    {
        using var document = JsonDocument.Parse(EchoText(record, arabic));
        return document.RootElement.Clone();
    }

    public static byte[] EchoText(LeadRecord record, bool arabic = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, WireJson.WriterOptions))
            LeadJsonWriter.Write(json, record, arabic);
        return stream.ToArray();
    }

    public static ListItem Item(
        int value,
        string label,
        string labelAr,
        int? parent = null,
        string? code = null,
        params string[] aliases
    ) =>
        new()
        {
            Value = value,
            Label = label,
            LabelAr = labelAr,
            ParentValue = parent,
            Code = code,
            Aliases = aliases,
        };

    /// <summary>The shipped lists with one of them changed.</summary>
    public static ListCatalog CatalogWith(ListDefinition list, Func<IReadOnlyList<ListItem>, IEnumerable<ListItem>> change) =>
        ListCatalog.Build(ItemsWith(list, change));

    public static Dictionary<ListDefinition, IReadOnlyList<ListItem>> ItemsWith(
        ListDefinition list,
        Func<IReadOnlyList<ListItem>, IEnumerable<ListItem>> change
    )
    {
        var items = Catalog.GetItemsByList();
        items[list] = change(items[list]).ToList();
        return items;
    }

    public static IBulkReader Read(string body, BulkLimits? limits = null) => Read(Encoding.UTF8.GetBytes(body), [], limits);

    /// <summary>Reads a body that arrives in pieces, the way a connection is read: what was not consumed is given again with more.</summary>
    public static IBulkReader Read(byte[] body, IEnumerable<int> cuts, BulkLimits? limits = null, LeadValidator? checker = null)
    {
        var reader = new JsonBulkReader(checker ?? Checker(), limits ?? Limits);
        var consumed = 0;
        foreach (var cut in cuts)
        {
            if (reader.Refusal is not null)
                return reader;
            consumed += reader.Read(body.AsSpan(consumed..cut), isLast: false);
        }

        if (reader.Refusal is null)
            reader.Read(body.AsSpan(consumed..), isLast: true);
        return reader;
    }

    private static string Line(Issue issue) => $"{issue.Path} {issue.Code.Word}".TrimStart();
}
