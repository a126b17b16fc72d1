using System.Text;
using System.Text.Json;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Privacy;

/// <summary>Replaces personal data in stored leads and their errors.</summary>
internal static class Erasure
{
    /// <summary>Replaces a mandatory text, in both languages, so that readers see why it is missing.</summary>
    public const string ErasedText = "Erased · حُذفت البيانات";

    private const string Message = "The value was erased.";
    private const string MessageAr = "حُذفت القيمة.";

    /// <summary>Replaces the JSON of a lead with errors.</summary>
    public static ReadOnlyMemory<byte> ErasedLead { get; } = Encoding.UTF8.GetBytes($$"""{"leadName": "{{ErasedText}}"}""");

    /// <summary>
    /// Removes the values from stored errors, of the person or of everybody. Fields and codes are kept, so that errors can still be
    /// counted.
    /// </summary>
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

    /// <summary>Removes the stored warnings that mention the person.</summary>
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
        using var document = JsonDocument.Parse(issues);
        using var rewritten = new MemoryStream();
        using (var json = new Utf8JsonWriter(rewritten, WireJson.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var issue in document.RootElement.EnumerateArray())
                write(json, issue);
            json.WriteEndArray();
        }

        return rewritten.ToArray();
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
