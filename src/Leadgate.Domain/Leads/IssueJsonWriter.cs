using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>Writes errors and warnings as they are answered (promise 7.2). They are stored by <see cref="StoredIssueWriter"/>.</summary>
internal static class IssueJsonWriter
{
    private static readonly JsonEncodedText Field = JsonEncodedText.Encode("field");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("errorMessage");
    private static readonly JsonEncodedText MessageAr = JsonEncodedText.Encode("errorMessageAr");
    private static readonly JsonEncodedText Suggestions = JsonEncodedText.Encode("suggestions");

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Issue> issues)
    {
        json.WriteStartArray();
        for (var i = 0; i < issues.Count; i++)
        {
            if (MissingFields.GetJson(issues[i]) is { IsEmpty: false } formatted)
                json.WriteRawValue(formatted, skipInputValidation: true);
            else
                Write(json, issues[i]);
        }

        json.WriteEndArray();
    }

    public static byte[] Format(Issue issue)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        Write(json, issue);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Issue issue)
    {
        var sent = IssueMessages.GetText(issue.Value);
        json.WriteStartObject();
        json.WriteString(Field, issue.Path);
        json.WriteString(Code, issue.Code.Word);
        json.WritePropertyName(Value);
        if (issue.Value.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(issue.Value.Span, skipInputValidation: true);
        json.WriteText(Message, IssueMessages.Format(issue, sent, arabic: false));
        json.WriteText(MessageAr, IssueMessages.Format(issue, sent, arabic: true));
        json.WriteStartArray(Suggestions);
        foreach (var suggestion in IssueMessages.GetSuggestions(issue, sent))
            json.WriteStringValue(suggestion);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
