using System.Buffers;
using System.Globalization;
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
    private const int MaxOnStack = 256;

    public static readonly string EarliestDate = WireTime.Format(LeadRules.EarliestDate);

    public static string Format(Issue issue, bool arabic) => Format(issue, GetText(issue.Value), arabic);

    /// <param name="sent">The text of its value.</param>
    public static string Format(Issue issue, string sent, bool arabic) =>
        (issue.Wording, arabic) switch
        {
            ({ } wording, _) => arabic ? wording.MessageAr : wording.Message,
            (_, true) => ArabicIssueMessages.Format(issue, sent),
            _ => EnglishIssueMessages.Format(issue, sent),
        };

    public static string[] GetSuggestions(Issue issue) => GetSuggestions(issue, GetText(issue.Value));

    /// <summary>Up to three valid values, nearest first, in the language of the text that was sent (promise 4.4).</summary>
    /// <param name="sent">The text of its value.</param>
    public static string[] GetSuggestions(Issue issue, string sent)
    {
        if (issue.Wording is not null)
            return [.. issue.Wording.Suggestions];
        if (issue.Suggestion is not null)
            return [issue.Suggestion];
        var items =
            issue.Nearest.Count > 0 ? issue.Nearest
            : issue.Code == IssueCode.Ambiguous ? issue.Candidates
            : [];

        // A child of the given parent item, or the parent item that the child belongs to (promise 4.3).
        var parents = issue.Code == IssueCode.NotInParent ? Math.Min(issue.CandidateParents.Count, MaxListed - 1) : 0;
        var suggestions = new string[Math.Min(items.Count, MaxListed - parents) + parents];
        var arabic = suggestions.Length > 0 && IsArabic(sent);
        for (var i = 0; i < suggestions.Length - parents; i++)
            suggestions[i] = items[i].GetLabel(arabic);
        for (var i = 0; i < parents; i++)
            suggestions[^(parents - i)] = SuggestMember(issue.ParentName!, issue.CandidateParents[i].GetLabel(arabic));
        return suggestions;
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
        if (utf8[0] != (byte)'"' || JsonText.HasLoneSurrogate(utf8))
            return Encoding.UTF8.GetString(utf8);
        var rented = utf8.Length <= MaxOnStack ? null : ArrayPool<char>.Shared.Rent(utf8.Length);
        var chars = rented is null ? stackalloc char[utf8.Length] : rented.AsSpan(0, utf8.Length);
        var text = InvisibleText.Remove(chars[..JsonText.Copy(utf8, chars)]).Trim().ToString();
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        return text;
    }

    /// <summary>The digits of the value in any script.</summary>
    public static int CountDigits(string sent)
    {
        var count = 0;
        foreach (var c in sent)
        {
            if (Digits.GetValue(c) >= 0)
                count++;
        }

        return count;
    }

    /// <summary>The text, shortened if it is long.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= MaxShownLength)
            return text;
        var end = char.IsHighSurrogate(text[MaxShownLength - 1]) ? MaxShownLength - 1 : MaxShownLength;
        return text[..end] + "…";
    }

    /// <summary>Up to three of the items, each as <paramref name="describe"/> says.</summary>
    public static string[] List(IReadOnlyList<ListItem> items, Func<ListItem, string> describe)
    {
        var listed = new string[Math.Min(items.Count, MaxListed)];
        for (var i = 0; i < listed.Length; i++)
            listed[i] = describe(items[i]);
        return listed;
    }

    public static string[] GetValues(IReadOnlyList<ListItem> items) =>
        List(items, static item => item.Value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The names under which a field was sent more than once.</summary>
    public static string[] GetQuotedNames(Issue issue) =>
        issue.SecondName is null ? [$"\"{issue.Name}\""] : [$"\"{issue.Name}\"", $"\"{issue.SecondName}\""];

    /// <summary>A JSON member to send.</summary>
    public static string SuggestMember(string name, string label) => $"\"{name}\": \"{WireJson.WriterOptions.Encoder!.Encode(label)}\"";

    private static bool IsArabic(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0600', '\u06FF') || text.AsSpan().ContainsAnyInRange('\uFB50', '\uFEFC');
}
