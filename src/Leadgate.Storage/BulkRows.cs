using System.Buffers;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>What stands in the columns of a lead beside its fields; the same on every engine.</summary>
internal static class BulkRows
{
    public static object? ItemOf(Lead lead, LeadField field) => lead[field].Item is { } item ? (long)item.Value : null;

    public static string? WarningsOf(Lead lead) => lead.Warnings.Count == 0 ? null : ToText(lead.Warnings);

    public static string ErrorsOf(Lead lead) => ToText(lead.Errors);

    public static string? ToText(ReadOnlyMemory<byte> json) => json.IsEmpty ? null : Encoding.UTF8.GetString(json.Span);

    /// <summary>Issues are kept as they were told: another day's lists and messages do not change what a sender was answered.</summary>
    private static string ToText(IReadOnlyList<Issue> issues)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, LeadJson.WriterOptions);
        LeadJson.WriteIssues(writer, issues);
        writer.Flush();
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
