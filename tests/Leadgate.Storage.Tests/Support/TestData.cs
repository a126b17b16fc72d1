using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;
using Leadgate.Storage.Search;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Support;

/// <summary>Bulks for tests, read and validated by the real reader with the built-in lists.</summary>
internal static class TestData
{
    public static readonly IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> Lists = BuiltInLists.Read();

    public static readonly ListCatalog Catalog = ListCatalog.Build(Lists);

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(3));

    private static readonly LeadRules Rules = new(
        "JTC",
        TimeZoneInfo.CreateCustomTimeZone("Riyadh", TimeSpan.FromHours(3), "Riyadh", "Riyadh"),
        100
    );

    public static readonly SearchContext SearchContext = new(Catalog, Rules.Zone);

    public static JsonObject Lead(params IEnumerable<(string Name, JsonNode? Value)> changes) => SampleRequest.Lead(changes);

    public static ValidatedBulk Checked(params IEnumerable<JsonNode?> leads)
    {
        var body = Encoding.UTF8.GetBytes(
            new JsonObject { ["leads"] = new JsonArray([.. leads.Select(lead => lead?.DeepClone())]) }.ToJsonString()
        );
        var reader = new JsonBulkReader(new BulkLeads(new LeadValidator(Catalog, Rules, Now), new BulkLimits(10_000, body.Length)));
        reader.Read(body, isLast: true);
        return reader.Bulk ?? throw new InvalidOperationException(reader.Refusal?.Detail);
    }

    public static Lead Validate(ReadOnlyMemory<byte> json, int index = 0, int? line = null) =>
        new LeadValidator(Catalog, Rules, Now).Validate(index, json.Span, new LeadMemory(), [], line);

    /// <summary>A bulk of a text with lines, of which each lead begins on one.</summary>
    public static NewBulk BulkOfLines(params IEnumerable<(JsonNode? Lead, int Line)> leads)
    {
        var bulk = new BulkLeads(new LeadValidator(Catalog, Rules, Now), new BulkLimits(10_000, int.MaxValue));
        foreach (var (lead, line) in leads)
            bulk.TryAdd(Encoding.UTF8.GetBytes(lead!.ToJsonString()), [], line);
        return new(bulk.ToBulk(), "tester", null);
    }

    public static NewBulk Bulk(params IEnumerable<JsonNode?> leads) => new(Checked(leads), "tester", null);

    public static NewBulk Bulk(string key, byte fingerprint = 1, string caller = "tester") =>
        new(Checked(Lead()), caller, Key(key, fingerprint, caller));

    public static IdempotencyKey Key(string key, byte fingerprint = 1, string caller = "tester") =>
        new(caller, key, Enumerable.Repeat(fingerprint, 32).ToArray());

    /// <summary>One of some values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A lead as it is read, without its ids.</summary>
    public static string Json(Lead lead) => Json(new LeadRecord(lead));

    /// <summary>A stored lead as it is read, without its ids and with the issues that were stored.</summary>
    public static string Json(StoredLead stored)
    {
        var lead =
            stored.Valid
            ?? new LeadValidator(Catalog, Rules, Now).Validate(stored.Index, stored.Sent.Span, new LeadMemory(), [], stored.Line);
        var json = JsonNode.Parse(
            Json(new LeadRecord(lead) { Errors = stored.ReadErrors(Catalog), Warnings = stored.ReadWarnings(Catalog) })
        )!;
        return json.ToJsonString(new JsonSerializerOptions { Encoder = WireJson.WriterOptions.Encoder });
    }

    private static string Json(LeadRecord record)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, WireJson.WriterOptions))
            LeadJsonWriter.Write(json, record, arabic: false);
        return JsonNode.Parse(stream.ToArray())!.ToJsonString(new JsonSerializerOptions { Encoder = WireJson.WriterOptions.Encoder });
    }
}
