using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Writes issues as they are stored (docs/decisions/0027): the code, the field, and the arguments that the messages and suggestions are
/// made of when they are read. <c>[1,["required","leadType","ou"],["not-in-list","priority",{"at":17,"nearest":[3,1]}]]</c> begins with
/// the version of the form; issues of one code that have no arguments are one entry.
/// </summary>
internal static class StoredIssueWriter
{
    public const int Version = 1;

    /// <summary>The issues as JSON; empty if there are none.</summary>
    public static ReadOnlyMemory<byte> ToJson(IReadOnlyList<Issue> issues, ReadOnlyMemory<byte> sent)
    {
        if (issues.Count == 0)
            return default;
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        Write(json, issues, sent);
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <param name="sent">
    /// The JSON of the lead if it is stored beside the issues: values that are slices of it are stored as their offset. Otherwise empty.
    /// </param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Issue> issues, ReadOnlyMemory<byte> sent)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Version);
        for (var i = 0; i < issues.Count; i++)
        {
            var issue = issues[i];
            json.WriteStartArray();
            json.WriteStringValue(issue.Code.Word);
            WritePlace(json, issue);
            if (HasArguments(issue))
                WriteArguments(json, issue, sent);
            else
            {
                for (; i + 1 < issues.Count && issues[i + 1].Code == issue.Code && !HasArguments(issues[i + 1]); i++)
                    WritePlace(json, issues[i + 1]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>The name of a field of the lead, or <c>[0,"modelFamily"]</c> for one of a vehicle and <c>[0]</c> for a vehicle.</summary>
    private static void WritePlace(Utf8JsonWriter json, Issue issue)
    {
        if (issue.VehicleIndex is not { } index)
        {
            json.WriteStringValue(issue.Name);
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue(index);
        if (issue.Name.Length > 0)
            json.WriteStringValue(issue.Name);
        json.WriteEndArray();
    }

    private static bool HasArguments(Issue issue) =>
        issue
            is not {
                Value.IsEmpty: true,
                Wording: null,
                SecondName: null,
                ParentName: null,
                Parent: null,
                Candidates.Count: 0,
                CandidateParents.Count: 0,
                Nearest.Count: 0,
                ItemOfText: null,
                ChildField: null,
                Limit: 0,
                Suggestion: null
            };

    private static void WriteArguments(Utf8JsonWriter json, Issue issue, ReadOnlyMemory<byte> sent)
    {
        json.WriteStartObject();
        WriteValue(json, issue.Value, sent);
        if (ReferenceEquals(issue.Wording, IssueWording.Erased))
            json.WriteBoolean("erased"u8, true);
        else if (issue.Wording is { } wording)
            WriteWording(json, wording);
        if (issue.SecondName is not null)
            json.WriteString("secondName"u8, issue.SecondName);
        if (issue.ParentName is not null)
            json.WriteString("parentName"u8, issue.ParentName);
        WriteItem(json, "parent"u8, issue.Parent);
        WriteItems(json, "candidates"u8, issue.Candidates);
        WriteItems(json, "parents"u8, issue.CandidateParents);
        WriteItems(json, "nearest"u8, issue.Nearest);
        WriteItem(json, "item"u8, issue.ItemOfText);
        if (issue.ChildField is not null)
            json.WriteString("child"u8, issue.ChildField.Name);
        if (issue.Limit != 0)
            json.WriteNumber("limit"u8, issue.Limit);
        if (issue.Suggestion is not null)
            json.WriteString("suggestion"u8, issue.Suggestion);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, ReadOnlyMemory<byte> value, ReadOnlyMemory<byte> sent)
    {
        if (value.IsEmpty)
            return;
        if (
            MemoryMarshal.TryGetArray(value, out var slice)
            && MemoryMarshal.TryGetArray(sent, out var whole)
            && ReferenceEquals(slice.Array, whole.Array)
            && slice.Offset >= whole.Offset
            && slice.Offset + slice.Count <= whole.Offset + whole.Count
        )
        {
            json.WriteNumber("at"u8, slice.Offset - whole.Offset);
            return;
        }

        json.WritePropertyName("value"u8);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }

    private static void WriteWording(Utf8JsonWriter json, IssueWording wording)
    {
        json.WriteStartArray("said"u8);
        json.WriteStringValue(wording.Message);
        json.WriteStringValue(wording.MessageAr);
        json.WriteEndArray();
        json.WriteStartArray("suggestions"u8);
        foreach (var suggestion in wording.Suggestions)
            json.WriteStringValue(suggestion);
        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, ReadOnlySpan<byte> name, ListItem? item)
    {
        if (item is not null)
            json.WriteNumber(name, item.Value);
    }

    /// <summary>A text can match hundreds of items, and no message has more than three.</summary>
    private static void WriteItems(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<ListItem> items)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        for (var i = 0; i < items.Count && i < IssueMessages.MaxListed; i++)
            json.WriteNumberValue(items[i].Value);
        json.WriteEndArray();
    }
}
