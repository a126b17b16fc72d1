using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Formats.Tests.Support;

/// <summary>Reads bulks with the built-in lists.</summary>
internal static class TestData
{
    public static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());

    private static readonly LeadRules Rules = new("JTC", TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh"), 100);

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static LeadValidator CreateValidator() => new(Catalog, Rules, Now);

    /// <summary>Reads a body that arrives in pieces.</summary>
    /// <param name="pieces">How much arrives at once; all of it if 0.</param>
    public static IBulkReader Read(ILeadFormat format, byte[] body, int pieces = 0, LeadDefaults? defaults = null, int maxLeads = 1000)
    {
        var reader = format.CreateReader(new BulkLeads(CreateValidator(), new BulkLimits(maxLeads, int.MaxValue), defaults));
        var (consumed, arrived) = (0, 0);
        while (pieces > 0 && arrived < body.Length && reader.Refusal is null)
        {
            arrived = Math.Min(body.Length, arrived + pieces);
            consumed += reader.Read(body.AsSpan(consumed..arrived), isLast: false);
        }

        if (reader.Refusal is null)
            reader.Read(body.AsSpan(consumed..), isLast: true);
        return reader;
    }

    public static IReadOnlyList<Lead> ReadLeads(ILeadFormat format, string body, LeadDefaults? defaults = null) =>
        Read(format, Encoding.UTF8.GetBytes(body), defaults: defaults).Bulk!.Leads;

    public static string[] Errors(Lead lead) => [.. lead.Errors.Select(error => $"{error.Path} {error.Code.Word}")];

    /// <summary>A lead as it is read back.</summary>
    public static JsonObject Write(Lead lead)
    {
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream, WireJson.WriterOptions))
            LeadJsonWriter.Write(json, new LeadRecord(lead), arabic: false);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }
}
