using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Leadgate.Domain.Intake;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>
/// The expected result of reading a body, found in the slow and obvious way: by parsing all of it into a document first. It shares
/// nothing with the reader except the parser's JSON rules.
/// </summary>
/// <param name="IsJson">Whether the body is JSON in UTF-8.</param>
/// <param name="Refusal">Why valid JSON is refused, or null.</param>
/// <param name="Leads">The JSON of each lead of a bulk.</param>
internal sealed record BulkOracle(bool IsJson, BulkRefusal? Refusal, IReadOnlyList<byte[]> Leads)
{
    private static readonly BulkOracle NotJson = new(false, null, []);

    public static BulkOracle For(byte[] body, int maxLeads)
    {
        ReadOnlyMemory<byte> json = body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
        if (!Utf8.IsValid(json.Span))
            return NotJson;
        try
        {
            using var document = JsonDocument.Parse(json);
            return Walk(document.RootElement, maxLeads);
        }
        catch (JsonException)
        {
            return NotJson;
        }
    }

    private static BulkOracle Walk(JsonElement root, int maxLeads)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Refused(BulkRefusal.NotAnObject);
        byte[][]? leads = null;
        foreach (var property in root.EnumerateObject())
        {
            var name = GetName(property);
            if (name.Equals("isProcessed", StringComparison.OrdinalIgnoreCase) && !IsNewStatus(property.Value))
                return Refused(BulkRefusal.InvalidStatus);
            if (!name.Equals("leads", StringComparison.OrdinalIgnoreCase))
                continue;
            if (leads is not null)
                return Refused(BulkRefusal.DuplicateLeads);
            if (property.Value.ValueKind == JsonValueKind.Null)
                return Refused(BulkRefusal.MissingLeads);
            if (property.Value.ValueKind != JsonValueKind.Array)
                return Refused(BulkRefusal.LeadsNotAnArray);
            leads = [.. property.Value.EnumerateArray().Select(lead => JsonMarshal.GetRawUtf8Value(lead).ToArray())];
            if (leads.Length > maxLeads)
                return Refused(BulkRefusal.TooManyLeads(maxLeads));
            if (leads.Length == 0)
                return Refused(BulkRefusal.EmptyLeads);
        }

        return leads is null ? Refused(BulkRefusal.MissingLeads) : new BulkOracle(true, null, leads);
    }

    private static BulkOracle Refused(BulkRefusal refusal) => new(true, refusal, []);

    private static bool IsNewStatus(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.Number => double.Parse(value.GetRawText(), CultureInfo.InvariantCulture) is 0 or 1,
            _ => false,
        };

    private static string GetName(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "a name with an unpaired surrogate";
        }
    }
}
