using System.Text;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The messages of issues in both languages (promise 7.3). Each names the field by its title, states what is wrong and then what to do.
/// </summary>
internal static class IssueMessages
{
    /// <summary>The maximum number of labels, values or suggestions in a message.</summary>
    public const int MaxListed = 3;

    public const string TimestampExample = "2025-08-17T09:30:00+03:00";

    private const int MaxShownLength = 80;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = WireJson.WriterOptions.Encoder };

    public static readonly string EarliestDate = WireTime.Format(LeadRules.EarliestDate);

    public static string Format(Issue issue, bool arabic) =>
        arabic ? ArabicIssueMessages.Format(issue) : EnglishIssueMessages.Format(issue);

    /// <summary>Up to three valid values, nearest first, in the language of the text that was sent (promise 4.4).</summary>
    public static IReadOnlyList<string> GetSuggestions(Issue issue)
    {
        if (issue.Suggestion is not null)
            return [issue.Suggestion];
        var items =
            issue.Nearest.Count > 0 ? issue.Nearest
            : issue.Code == IssueCode.Ambiguous ? issue.Candidates
            : [];
        var arabic = IsArabic(GetText(issue.Value));
        if (issue.Code != IssueCode.NotInParent)
            return items.Take(MaxListed).Select(item => item.GetLabel(arabic)).ToList();

        // A child of the given parent item, or the parent item that the child belongs to (promise 4.3).
        var parents = issue.CandidateParents.Take(MaxListed - 1).ToList();
        return
        [
            .. items.Take(MaxListed - parents.Count).Select(item => item.GetLabel(arabic)),
            .. parents.Select(parent => $"\"{issue.ParentName}\": {JsonSerializer.Serialize(parent.GetLabel(arabic), Readable)}"),
        ];
    }

    /// <summary>The value as a person reads it: a string without quotes and escapes, an item object by what identifies it.</summary>
    public static string GetText(ReadOnlyMemory<byte> json)
    {
        var utf8 = json.Span;
        if (utf8.IsEmpty)
            return "";
        if (
            utf8[0] == (byte)'{'
            && ItemObject.TryFindIdentity(utf8, new(JsonTokenType.StartObject, 0, utf8.Length, false), out var identity)
        )
            utf8 = identity.SliceOf(utf8);
        return utf8[0] == (byte)'"' && !JsonText.HasLoneSurrogate(utf8)
            ? InvisibleText.Remove(JsonSerializer.Deserialize<string>(utf8)!).Trim()
            : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>The digits of the value in any script.</summary>
    public static int CountDigits(ReadOnlyMemory<byte> json) => GetText(json).Count(c => Digits.GetValue(c) >= 0);

    /// <summary>The text of the value, shortened if it is long.</summary>
    public static string GetShownText(ReadOnlyMemory<byte> json)
    {
        var text = GetText(json);
        if (text.Length <= MaxShownLength)
            return text;
        var end = char.IsHighSurrogate(text[MaxShownLength - 1]) ? MaxShownLength - 1 : MaxShownLength;
        return text[..end] + "…";
    }

    public static List<string> GetValues(IReadOnlyList<ListItem> items) => items.Take(MaxListed).Select(item => $"{item.Value}").ToList();

    /// <summary>The names under which a field was sent more than once.</summary>
    public static List<string> GetQuotedNames(Issue issue) =>
        issue.SecondName is null ? [$"\"{issue.Name}\""] : [$"\"{issue.Name}\"", $"\"{issue.SecondName}\""];

    private static bool IsArabic(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0600', '\u06FF') || text.AsSpan().ContainsAnyInRange('\uFB50', '\uFEFC');
}
