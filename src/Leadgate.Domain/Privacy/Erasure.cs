using System.Text;
using System.Text.Json;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Privacy;

/// <summary>What stands where personal data was, when a field must not be empty.</summary>
internal static class Erasure
{
    /// <summary>In place of a text that every lead has, in both languages, so that whoever looks sees why there is nothing.</summary>
    public const string ErasedText = "Erased · حُذفت البيانات";

    private const string Message = "The value was erased.";
    private const string MessageAr = "حُذفت القيمة.";

    /// <summary>In place of a lead with errors as it was sent.</summary>
    public static ReadOnlyMemory<byte> ErasedLead { get; } = Encoding.UTF8.GetBytes($$"""{"leadName": "{{ErasedText}}"}""");

    /// <summary>Errors as they were told, without the values: what was wrong can still be counted, field by field and code by code.</summary>
    /// <param name="errors">An array of errors (promise 7.2).</param>
    /// <param name="person">Whose values go; null for all.</param>
    public static ReadOnlyMemory<byte> EraseErrors(ReadOnlyMemory<byte> errors, DataSubject? person = null) =>
        Rewrite(
            errors,
            (json, error) =>
            {
                if (person is not null && !Mentions(error, person))
                {
                    json.WriteRawValue(error.GetRawText(), skipInputValidation: true);
                    return;
                }

                json.WriteStartObject();
                foreach (var property in error.EnumerateObject())
                    Write(json, property);
                json.WriteEndObject();
            }
        );

    /// <summary>Warnings without those that name a person.</summary>
    /// <param name="warnings">An array of warnings, or empty.</param>
    /// <param name="person">The person.</param>
    public static JsonChange EraseWarnings(ReadOnlyMemory<byte> warnings, DataSubject person)
    {
        if (warnings.IsEmpty || SentJsonMatch.Find(warnings.Span, person) is null)
            return default;
        return new JsonChange(
            true,
            Rewrite(
                warnings,
                (json, warning) =>
                {
                    if (!Mentions(warning, person))
                        json.WriteRawValue(warning.GetRawText(), skipInputValidation: true);
                }
            )
        );
    }

    private static ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> issues, Action<Utf8JsonWriter, JsonElement> write)
    {
        using var told = JsonDocument.Parse(issues);
        using var kept = new MemoryStream();
        using (var json = new Utf8JsonWriter(kept, WireJson.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var issue in told.RootElement.EnumerateArray())
                write(json, issue);
            json.WriteEndArray();
        }

        return kept.ToArray();
    }

    private static bool Mentions(JsonElement element, DataSubject person) =>
        SentJsonMatch.Find(Encoding.UTF8.GetBytes(element.GetRawText()), person) is not null;

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
