using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>What stands where personal data was, when a field must not be empty.</summary>
public static class Erased
{
    /// <summary>In place of a text that every lead has, in both languages, so that whoever looks sees why there is nothing.</summary>
    public const string Mark = "Erased · مُحيت البيانات";

    private const string Message = "The value was erased.";
    private const string MessageAr = "مُحيت القيمة.";

    /// <summary>In place of a lead with errors as it was sent.</summary>
    public static ReadOnlyMemory<byte> Sent { get; } = Encoding.UTF8.GetBytes($$"""{"leadName": "{{Mark}}"}""");

    /// <summary>Errors as they were told, without the values: what was wrong can still be counted, field by field and code by code.</summary>
    /// <param name="errors">An array of errors (promise 7.2).</param>
    public static ReadOnlyMemory<byte> Errors(ReadOnlyMemory<byte> errors)
    {
        using var told = JsonDocument.Parse(errors);
        using var kept = new MemoryStream();
        using (var json = new Utf8JsonWriter(kept, LeadJson.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var error in told.RootElement.EnumerateArray())
            {
                json.WriteStartObject();
                foreach (var property in error.EnumerateObject()) Write(json, property);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return kept.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonProperty property)
    {
        switch (property.Name)
        {
            case "field" or "code":
                property.WriteTo(json);
                break;
            case "errorMessage":
                json.WriteString(property.Name, Message);
                break;
            case "errorMessageAr":
                json.WriteString(property.Name, MessageAr);
                break;
            case "suggestions":
                json.WriteStartArray(property.Name);
                json.WriteEndArray();
                break;
            default:
                json.WriteNull(property.Name);
                break;
        }
    }
}
