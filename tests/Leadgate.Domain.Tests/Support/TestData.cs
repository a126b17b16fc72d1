using System.Buffers;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Support;

/// <summary>Test data: lists, valid leads, validators and bulks.</summary>
internal static class TestData
{
    public static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());

    public static readonly TimeZoneInfo Riyadh = TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh");

    public static readonly LeadRules Rules = new("JTC", Riyadh, 100);

    public static readonly BulkLimits Limits = new(10_000, 32 * 1024 * 1024);

    /// <summary>23:30 in London, and 02:30 of the next day in Riyadh.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 9, 23, 30, 0, TimeSpan.Zero);

    /// <summary>An individual with the mandatory fields that have no default, and no other fields.</summary>
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

    /// <summary>A company with the mandatory fields that have no default.</summary>
    public static readonly LeadText Company = Person
        .Without("firstName")
        .With("leadType", "Company")
        .With("companyIndustryType", "Bank")
        .With("contactName", "Faisal")
        .With("leadTypeName", "Example Trading Co");

    /// <summary>The sample request of the interface.</summary>
    public static byte[] Sample => SampleRequest.Bytes;

    public static LeadText Vehicle(params (string Name, object? Value)[] properties) => new(properties);

    public static LeadValidator CreateValidator(ListCatalog? catalog = null, LeadRules? rules = null) =>
        new(catalog ?? Catalog, rules ?? Rules, Now);

    public static Lead Check(LeadText lead, ListCatalog? catalog = null, LeadRules? rules = null) =>
        CreateValidator(catalog, rules).Validate(0, lead.Utf8);

    public static Lead Check(string json) => CreateValidator().Validate(0, Encoding.UTF8.GetBytes(json));

    /// <summary>The errors as "field code", in the order in which they are reported.</summary>
    public static string[] Errors(Lead lead) => [.. lead.Errors.Select(FormatIssue)];

    public static string[] Errors(LeadText lead, ListCatalog? catalog = null) => Errors(Check(lead, catalog));

    public static string[] Warnings(Lead lead) => [.. lead.Warnings.Select(FormatIssue)];

    public static Issue Error(LeadText lead, ListCatalog? catalog = null) => Assert.Single(Check(lead, catalog).Errors);

    public static FieldValue Value(this Lead lead, string name)
    {
        Assert.True(LeadFields.Table.TryFind(name, out var field, out _), $"Unknown field {name}.");
        return lead[field];
    }

    public static FieldValue Value(this Vehicle vehicle, string name)
    {
        Assert.True(VehicleFields.Table.TryFind(name, out var field, out _), $"Unknown field {name}.");
        return vehicle[field];
    }

    public static JsonElement WriteLead(LeadRecord record, bool arabic = false)
    {
        using var document = JsonDocument.Parse(WriteLeadJson(record, arabic));
        return document.RootElement.Clone();
    }

    public static byte[] WriteLeadJson(LeadRecord record, bool arabic = false)
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

    /// <summary>The built-in lists with one of them changed.</summary>
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

    /// <summary>Reads a body that arrives in pieces, as from a connection: bytes that were not consumed are passed again.</summary>
    public static IBulkReader Read(byte[] body, IEnumerable<int> cuts, BulkLimits? limits = null, LeadValidator? validator = null)
    {
        var reader = new JsonBulkReader(new BulkLeads(validator ?? CreateValidator(), limits ?? Limits));
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

    private static string FormatIssue(Issue issue) => $"{issue.Path} {issue.Code.Word}".TrimStart();

    /// <summary>Issues as a response has them.</summary>
    public static string Answer(IReadOnlyList<Issue> issues)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        IssueJsonWriter.Write(json, issues);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
