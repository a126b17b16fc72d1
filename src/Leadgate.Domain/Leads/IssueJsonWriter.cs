using System.Text.Json;

namespace Leadgate.Domain.Leads;

/// <summary>Writes errors and warnings as they are answered and stored (promise 7.2).</summary>
internal static class IssueJsonWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Issue> issues)
    {
        json.WriteStartArray();
        foreach (var issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("field", issue.Path);
            json.WriteString("code", issue.Code.Word);
            json.WritePropertyName("value");
            if (issue.Value.IsEmpty)
                json.WriteNullValue();
            else
                json.WriteRawValue(issue.Value.Span, skipInputValidation: true);
            json.WriteString("errorMessage", IssueMessages.Format(issue, arabic: false));
            json.WriteString("errorMessageAr", IssueMessages.Format(issue, arabic: true));
            json.WriteStartArray("suggestions");
            foreach (var suggestion in IssueMessages.GetSuggestions(issue))
                json.WriteStringValue(suggestion);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
