using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Reads issues that <see cref="StoredIssueWriter"/> wrote, and those of schema 10 and earlier, which were stored as they were answered.
/// </summary>
internal static class StoredIssueReader
{
    private static readonly FrozenDictionary<string, IssueCode> Codes = IssueCode.All.ToFrozenDictionary(code => code.Word);

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    private static readonly JsonReaderOptions ValueOptions = new() { MaxDepth = 128, AllowMultipleValues = true };

    /// <param name="stored">The issues as they are stored; empty for none.</param>
    /// <param name="sent">The JSON of the lead that is stored beside them, or empty.</param>
    /// <param name="catalog">
    /// The lists that items are taken from. An item that its list does not have, and every item without lists, shows as its value.
    /// </param>
    public static IReadOnlyList<Issue> Read(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> sent, ListCatalog? catalog)
    {
        if (stored.IsEmpty)
            return [];
        var issues = new List<Issue>();
        var reader = new Utf8JsonReader(stored.Span, Options);
        reader.Read();
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            for (; reader.TokenType == JsonTokenType.StartObject; reader.Read())
                issues.Add(ReadAnswered(ref reader, stored));
        }
        else if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.GetInt32() != StoredIssueWriter.Version)
                throw new InvalidOperationException("The issues of a lead were stored by a newer program.");
            while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
                ReadEntry(ref reader, stored, sent, catalog, issues);
        }

        return issues;
    }

    private static void ReadEntry(
        ref Utf8JsonReader reader,
        ReadOnlyMemory<byte> stored,
        ReadOnlyMemory<byte> sent,
        ListCatalog? catalog,
        List<Issue> issues
    )
    {
        reader.Read();
        var code = GetCode(reader.GetString()!);
        Issue? last = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                last = ReadArguments(ref reader, last!, stored, sent, catalog);
                continue;
            }

            if (last is not null)
                issues.Add(Complete(last));
            last = ReadPlace(ref reader, code);
        }

        if (last is not null)
            issues.Add(Complete(last));
    }

    private static Issue ReadPlace(ref Utf8JsonReader reader, IssueCode code)
    {
        if (reader.TokenType == JsonTokenType.String)
            return CreateIssue(code, reader.GetString()!, null);
        reader.Read();
        var (index, name) = (reader.GetInt32(), "");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            name = reader.GetString()!;
        return CreateIssue(code, name, index);
    }

    private static Issue CreateIssue(IssueCode code, string name, int? vehicleIndex)
    {
        if (code == IssueCode.Required && vehicleIndex is null && MissingFields.Find(name) is { } missing)
            return missing;
        var table = vehicleIndex is null ? LeadFields.Table : VehicleFields.Table;
        return new()
        {
            Code = code,
            Field = code != IssueCode.UnknownField && table.TryFind(name, out var field, out _) ? field : null,
            Name = name,
            VehicleIndex = vehicleIndex,
        };
    }

    private static Issue ReadArguments(
        ref Utf8JsonReader reader,
        Issue issue,
        ReadOnlyMemory<byte> stored,
        ReadOnlyMemory<byte> sent,
        ListCatalog? catalog
    )
    {
        var (said, saidAr, suggestions) = ((string?)null, "", new List<string>());
        var (own, above) = (issue.Field?.List, issue.Field?.Parent?.List);
        List<int> parents = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "at":
                    issue = issue with { Value = FindValue(sent, reader.GetInt32()) };
                    break;
                case "value":
                    issue = issue with { Value = ReadRaw(ref reader, stored) };
                    break;
                case "erased":
                    issue = issue with { Wording = IssueWording.Erased };
                    break;
                case "said":
                    var texts = ReadTexts(ref reader);
                    (said, saidAr) = (texts[0], texts[1]);
                    break;
                case "suggestions":
                    suggestions = ReadTexts(ref reader);
                    break;
                case "secondName":
                    issue = issue with { SecondName = reader.GetString() };
                    break;
                case "parentName":
                    issue = issue with { ParentName = reader.GetString() };
                    break;
                case "parent":
                    issue = issue with { Parent = Find(catalog, above, reader.GetInt32()) };
                    break;
                case "candidates":
                    issue = issue with { Candidates = Find(catalog, own, ReadNumbers(ref reader)) };
                    break;
                case "parents":
                    parents = ReadNumbers(ref reader);
                    break;
                case "nearest":
                    issue = issue with { Nearest = Find(catalog, own, ReadNumbers(ref reader)) };
                    break;
                case "item":
                    issue = issue with { ItemOfText = Find(catalog, own, reader.GetInt32()) };
                    break;
                case "child":
                    issue = issue with { ChildField = FindChild(issue.Field, reader.GetString()!) };
                    break;
                case "limit":
                    issue = issue with { Limit = reader.GetInt32() };
                    break;
                case "suggestion":
                    issue = issue with { Suggestion = reader.GetString() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (parents.Count > 0)
            issue = issue with { CandidateParents = Find(catalog, issue.ChildField is null ? above : own, parents) };
        return said is null ? issue : issue with { Wording = new IssueWording(said, saidAr, suggestions) };
    }

    /// <summary>An issue as it was answered, which keeps what was said then.</summary>
    private static Issue ReadAnswered(ref Utf8JsonReader reader, ReadOnlyMemory<byte> stored)
    {
        var (path, code, message, messageAr) = ("", "", "", "");
        ReadOnlyMemory<byte> value = default;
        List<string> suggestions = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "field":
                    path = reader.GetString()!;
                    break;
                case "code":
                    code = reader.GetString()!;
                    break;
                case "value" when reader.TokenType != JsonTokenType.Null:
                    value = ReadRaw(ref reader, stored);
                    break;
                case "errorMessage":
                    message = reader.GetString()!;
                    break;
                case "errorMessageAr":
                    messageAr = reader.GetString()!;
                    break;
                case "suggestions":
                    suggestions = ReadTexts(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var isErased =
            value.IsEmpty && suggestions.Count == 0 && (message, messageAr) == (IssueWording.Erased.Message, IssueWording.Erased.MessageAr);
        return new()
        {
            Code = GetCode(code),
            Name = path,
            Value = value,
            Wording = isErased ? IssueWording.Erased : new IssueWording(message, messageAr, suggestions),
        };
    }

    private static IssueCode GetCode(string word) => Codes.GetValueOrDefault(word) ?? new IssueCode(word, false, "", "");

    private static Issue Complete(Issue issue) =>
        issue.Wording is null && !CanBeFormatted(issue) ? issue with { Wording = IssueWording.Unknown } : issue;

    /// <summary>Whether an issue has what its messages need.</summary>
    private static bool CanBeFormatted(Issue issue) =>
        issue.Code.Word switch
        {
            "unknown-field" => true,
            "invalid-type" => !issue.Value.IsEmpty,
            "not-in-list" when issue.ChildField is { } child => child.List?.Noun is not null && issue.CandidateParents.Count > 0,
            "not-in-list" => issue.Field?.List is not null || issue is { Field: not null, Suggestion: not null },
            "not-in-parent" => issue
                is {
                    Field: { List.Noun: not null, Parent: not null },
                    Parent: not null,
                    ParentName: not null,
                    CandidateParents.Count: > 0
                },
            "ambiguous" => issue.Field is not null && issue.Candidates.Count > 0,
            "kept-as-text" => issue.Field?.List is not null,
            var word => issue.Field is not null && Codes.ContainsKey(word),
        };

    /// <summary>The JSON value that begins at an offset of what was sent; empty if there is none.</summary>
    private static ReadOnlyMemory<byte> FindValue(ReadOnlyMemory<byte> sent, int at)
    {
        if (at < 0 || at >= sent.Length)
            return default;
        var reader = new Utf8JsonReader(sent.Span[at..], isFinalBlock: true, new JsonReaderState(ValueOptions));
        try
        {
            reader.Read();
            reader.Skip();
            return sent.Slice(at, (int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> stored)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return stored[start..(int)reader.BytesConsumed];
    }

    private static List<string> ReadTexts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(reader.GetString()!);
        return texts;
    }

    private static List<int> ReadNumbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<int>(IssueMessages.MaxListed);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(reader.GetInt32());
        return numbers;
    }

    private static ListItem[] Find(ListCatalog? catalog, ListDefinition? list, List<int> values) =>
        [.. values.Select(value => Find(catalog, list, value))];

    /// <summary>An item, retired or not. No list loses an item, but if one does, its value is shown: a sender can look it up.</summary>
    private static ListItem Find(ListCatalog? catalog, ListDefinition? list, int value)
    {
        if (catalog is not null && list is not null && catalog[list].Find(value) is { } item)
            return item;
        var text = value.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Value = value,
            Label = text,
            LabelAr = text,
        };
    }

    private static LeadField? FindChild(LeadField? field, string name) =>
        LeadFields.All.Concat(VehicleFields.All).FirstOrDefault(child => child.Name == name && child.Parent == field && field is not null);
}
