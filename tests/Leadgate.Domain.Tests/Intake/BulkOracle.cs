using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Leadgate.Domain.Intake;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>
/// What a body should come to, found the slow and obvious way: the whole of it as a tree, and then a walk. It shares nothing with
/// the reader but the parser's rules of JSON.
/// </summary>
/// <param name="IsJson">Whether the body is JSON in UTF-8.</param>
/// <param name="Refusal">For JSON: why it is refused, or null.</param>
/// <param name="Leads">For a bulk: the JSON of each lead.</param>
internal sealed record BulkOracle(bool IsJson, BulkRefusal? Refusal, IReadOnlyList<byte[]> Leads)
{
    private static readonly BulkOracle NotJson = new(false, null, []);

    public static BulkOracle Of(byte[] body, int maxLeads)
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
            var name = NameOf(property);
            if (name.Equals("isProcessed", StringComparison.OrdinalIgnoreCase) && !MayBeStatus(property.Value))
                return Refused(BulkRefusal.WrongStatus);
            if (!name.Equals("leads", StringComparison.OrdinalIgnoreCase))
                continue;
            if (leads is not null)
                return Refused(BulkRefusal.LeadsTwice);
            if (property.Value.ValueKind == JsonValueKind.Null)
                return Refused(BulkRefusal.WithoutLeads);
            if (property.Value.ValueKind != JsonValueKind.Array)
                return Refused(BulkRefusal.LeadsNotAnArray);
            leads = [.. property.Value.EnumerateArray().Select(lead => JsonMarshal.GetRawUtf8Value(lead).ToArray())];
            if (leads.Length > maxLeads)
                return Refused(BulkRefusal.TooManyLeads(maxLeads));
            if (leads.Length == 0)
                return Refused(BulkRefusal.NoLeads);
        }

        return leads is null ? Refused(BulkRefusal.WithoutLeads) : new BulkOracle(true, null, leads);
    }

    private static BulkOracle Refused(BulkRefusal refusal) => new(true, refusal, []);

    private static bool MayBeStatus(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.Number => double.Parse(value.GetRawText(), CultureInfo.InvariantCulture) == 1,
            _ => false,
        };

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "a name with half a surrogate pair";
        }
    }
}
