using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Search;

/// <summary>
/// The terms of a lead, by which it is found, in one place for whoever writes the index and whoever searches. A term is a short text that
/// begins with its kind. The index holds hashes of them (<see cref="TermHash"/>); what was found is compared with the terms themselves.
/// </summary>
internal static class SearchTerms
{
    /// <summary>Increased when the terms change, so that the index is rebuilt.</summary>
    public const int Version = 1;

    /// <summary>Shorter numbers would be found in too many leads.</summary>
    public const int MinPhoneDigits = 5;

    private const int PhoneDigits = 9;
    private const int MaxWords = 16;
    private const int MaxWord = 40;
    private const int MaxReference = 200;
    private const string Article = "ال";
    private const string ServantOf = "عبد";

    /// <summary>The terms of a lead, each once.</summary>
    /// <param name="zone">The company's time zone, of which the days are.</param>
    public static IReadOnlySet<string> For(SearchableLead lead, TimeZoneInfo zone)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal) { State(lead.State), Sender(lead.Sender) };
        AddDays(terms, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(lead.ArrivedAt, zone)));
        if (lead.Brand is { } brand)
            terms.Add(Brand(brand));
        if (lead.Source is { } source)
            terms.Add(Source(source));
        if (lead.Phone is { } phone && Phone(phone) is { } number)
            terms.Add(number);
        if (lead.Email is { } email && Email(email) is { } address)
            terms.Add(address);
        if (lead.Reference is { } reference)
            terms.UnionWith(References(reference));
        foreach (var error in lead.Errors)
        {
            terms.Add(ErrorField(error.Field));
            terms.Add(ErrorCode(error.Code));
            terms.Add(Error(error.Field, error.Code));
        }

        var words = 0;
        foreach (var name in lead.Names)
        {
            if (name is null)
                continue;
            foreach (var word in SplitName(name))
            {
                if (words++ < MaxWords)
                    terms.Add(Name(word));
            }
        }

        return terms;
    }

    public static string State(LeadState state) =>
        state switch
        {
            LeadState.Valid => "state:valid",
            LeadState.Waiting => "state:waiting",
            _ => "state:erased",
        };

    public static string Sender(string name) => "sender:" + name;

    public static string Brand(int value) => string.Create(CultureInfo.InvariantCulture, $"brand:{value}");

    public static string Source(int value) => string.Create(CultureInfo.InvariantCulture, $"source:{value}");

    public static string ErrorField(string field) => "field:" + field;

    public static string ErrorCode(string code) => "code:" + code;

    public static string Error(string field, string code) => $"error:{field}/{code}";

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"day:{day:yyyyMMdd}");

    public static string Month(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"month:{day:yyyyMM}");

    public static string Year(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"year:{day:yyyy}");

    /// <summary>The last nine digits without leading zeros, so that a country code makes no difference; null for fewer than five.</summary>
    public static string? Phone(string text)
    {
        Span<char> digits = stackalloc char[PhoneDigits];
        var count = 0;
        for (var i = text.Length - 1; i >= 0 && count < PhoneDigits; i--)
        {
            if (Digits.GetValue(text[i]) is >= 0 and var digit)
                digits[PhoneDigits - ++count] = (char)('0' + digit);
        }

        var number = digits[(PhoneDigits - count)..].TrimStart('0');
        return number.Length < MinPhoneDigits ? null : $"phone:{number}";
    }

    /// <summary>Null if it is no address.</summary>
    public static string? Email(string text) =>
        text.Contains('@', StringComparison.Ordinal)
            ? "email:" + Cut(InvisibleText.Remove(text).Trim().ToLowerInvariant(), MaxReference)
            : null;

    /// <summary>A reference is found by each of its parts between spaces.</summary>
    public static IEnumerable<string> References(string text) =>
        TextFolding
            .Fold(InvisibleText.Remove(Cut(text, MaxReference)))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => "ref:" + part);

    public static string Name(string word) => "name:" + word;

    /// <summary>
    /// The words of a name, folded, without the article, which people leave out and put in as they like; عبد and the word after it are one
    /// word, as they are written both ways.
    /// </summary>
    public static IReadOnlyList<string> SplitName(string text)
    {
        var folded = TextFolding.Fold(InvisibleText.Remove(text));
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            if (i < folded.Length && (char.IsLetterOrDigit(folded[i]) || char.IsSurrogate(folded[i])))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start < 0)
                continue;
            Add(words, folded[start..i]);
            start = -1;
        }

        return [.. words.Where(word => !Digits.IsAllDigits(word)).Select(WithoutArticle)];
    }

    private static void Add(List<string> words, string word)
    {
        word = Cut(word, MaxWord);
        if (words is [.., ServantOf])
            words[^1] += word;
        else
            words.Add(word);
    }

    private static string WithoutArticle(string word) =>
        word.Length > Article.Length + 1 && word.StartsWith(Article, StringComparison.Ordinal) ? word[Article.Length..] : word;

    private static void AddDays(HashSet<string> terms, DateOnly day)
    {
        terms.Add(Day(day));
        terms.Add(Month(day));
        terms.Add(Year(day));
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
