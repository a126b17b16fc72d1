using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Search;

/// <summary>
/// The terms that a lead has to have to meet a filter: of each group at least one. A text that somebody typed can be several things, so its
/// group has a term for each of them.
/// </summary>
internal sealed class SearchQuery
{
    /// <summary>Dates are searched within these years.</summary>
    private static readonly DateOnly First = new(2000, 1, 1);

    private static readonly DateOnly Last = new(2099, 12, 31);

    private const int MaxGroups = 12;
    private const int MaxPhoneDigits = 17;
    private const int MinJoinedDigits = 7;
    private const int MaxIdDigits = 18;

    private readonly List<IReadOnlyList<string>> _groups = [];

    private SearchQuery() { }

    public IReadOnlyList<IReadOnlyList<string>> Groups => _groups;

    /// <summary>Whether it can find nothing: somebody typed signs only, or a first day after the last.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The id of a lead that the text can be, beside what the groups find; the other conditions hold for it too.</summary>
    public long? LeadId { get; private set; }

    /// <summary>The groups without those of the text, for <see cref="LeadId"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Conditions { get; private set; } = [];

    public static SearchQuery From(LeadFilter filter)
    {
        var query = new SearchQuery();
        if (filter.State is { } state)
            query.Add(SearchTerms.State(state));
        if (filter is { ErrorField: { } field, ErrorCode: { } codeOfField })
            query.Add(SearchTerms.Error(field, codeOfField));
        else if (filter.ErrorField is { } anyOfField)
            query.Add(SearchTerms.ErrorField(anyOfField));
        else if (filter.ErrorCode is { } code)
            query.Add(SearchTerms.ErrorCode(code));
        if (filter.Brand is { } brand)
            query.Add(SearchTerms.Brand(brand));
        if (filter.Source is { } source)
            query.Add(SearchTerms.Source(source));
        if (filter.Sender is { } sender)
            query.Add(SearchTerms.Sender(sender));
        if (filter.From is not null || filter.To is not null)
            query.AddDays(filter.From ?? First, filter.To ?? Last);
        query.Conditions = [.. query._groups];
        if (filter.Text is { } text && !string.IsNullOrWhiteSpace(text))
            query.AddText(InvisibleText.Remove(text).Trim());
        return query;
    }

    /// <summary>Whether a lead with these terms meets the filter.</summary>
    public bool Matches(IReadOnlySet<string> terms, long leadId) =>
        !IsEmpty && (HasAll(Groups, terms) || (leadId == LeadId && HasAll(Conditions, terms)));

    private static bool HasAll(IReadOnlyList<IReadOnlyList<string>> groups, IReadOnlySet<string> terms) =>
        groups.All(group => group.Any(terms.Contains));

    private void Add(params IReadOnlyList<string> anyOf) => _groups.Add(anyOf);

    /// <summary>As few terms as possible: whole years, then whole months, then days.</summary>
    private void AddDays(DateOnly from, DateOnly to)
    {
        (from, to) = (from < First ? First : from, to > Last ? Last : to);
        var terms = new List<string>();
        for (var day = from; day <= to; )
        {
            if (day is { Month: 1, Day: 1 } && day.AddYears(1).AddDays(-1) <= to)
            {
                terms.Add(SearchTerms.Year(day));
                day = day.AddYears(1);
            }
            else if (day.Day == 1 && day.AddMonths(1).AddDays(-1) <= to)
            {
                terms.Add(SearchTerms.Month(day));
                day = day.AddMonths(1);
            }
            else
            {
                terms.Add(SearchTerms.Day(day));
                day = day.AddDays(1);
            }
        }

        IsEmpty |= terms.Count == 0;
        Add(terms);
    }

    private void AddText(string text)
    {
        var before = _groups.Count;
        if (text.Length <= MaxIdDigits && Digits.IsAllDigits(text))
            LeadId = long.Parse(Digits.ToAscii(text), CultureInfo.InvariantCulture);
        var tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < tokens.Length && _groups.Count < before + MaxGroups; )
        {
            var joined = CountPhoneTokens(tokens, i);
            if (joined > 1 && SearchTerms.Phone(string.Concat(tokens[i..(i + joined)])) is { } phone)
            {
                Add(phone);
                i += joined;
                continue;
            }

            // A name can consist of two words that are written as one.
            var words = SearchTerms.SplitName(tokens[i]);
            if (
                words is [var only]
                && i + 1 < tokens.Length
                && SearchTerms.SplitName($"{only} {tokens[i + 1]}") is [var both]
                && both != only
            )
            {
                Add(SearchTerms.Name(both));
                i += 2;
                continue;
            }

            AddToken(tokens[i++], words);
        }

        IsEmpty |= _groups.Count == before && LeadId is null;
    }

    private void AddToken(string token, IReadOnlyList<string> words)
    {
        var references = SearchTerms.References(token).ToList();
        if (SearchTerms.Email(token) is { } email)
        {
            Add([email, .. references]);
            return;
        }

        if (IsPhoneLike(token))
        {
            Add([.. SearchTerms.Phone(token) is { } phone ? (string[])[phone] : [], .. references]);
            return;
        }

        // A number is no part of a name: WEB-10045 is a reference, and not everybody with the word web.
        var isOneWord = words is [var one] && one.Any(IsDigit) == token.Any(IsDigit);
        if (references.Count > 0 && token.Any(char.IsLetterOrDigit) && (words.Count == 0 || (token.Any(IsDigit) && !isOneWord)))
        {
            Add(references);
            return;
        }

        foreach (var word in words)
            Add([SearchTerms.Name(word), .. references]);
    }

    /// <summary>How many tokens from one on are the parts of one phone number; 0 or 1 if it is not written in parts.</summary>
    private static int CountPhoneTokens(string[] tokens, int from)
    {
        var (count, digits) = (0, 0);
        while (from + count < tokens.Length && IsPhoneLike(tokens[from + count]) && digits < MaxPhoneDigits)
        {
            digits += tokens[from + count].Count(IsDigit);
            count++;
        }

        return digits is >= MinJoinedDigits and <= MaxPhoneDigits ? count : 0;
    }

    private static bool IsDigit(char c) => Digits.GetValue(c) >= 0;

    private static bool IsPhoneLike(string token) =>
        token.Any(IsDigit) && token.All(c => IsDigit(c) || "+()-./\u2010\u2011\u2013".Contains(c, StringComparison.Ordinal));
}
