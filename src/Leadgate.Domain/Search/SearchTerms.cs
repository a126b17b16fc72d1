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
    private const int MaxNumber = 11;
    private const int MaxOnStack = 256;
    private const string StateKind = "state:";
    private const string SenderKind = "sender:";
    private const string DayKind = "day:";
    private const string MonthKind = "month:";
    private const string YearKind = "year:";
    private const string BrandKind = "brand:";
    private const string SourceKind = "source:";
    private const string PhoneKind = "phone:";
    private const string EmailKind = "email:";
    private const string ReferenceKind = "ref:";
    private const string FieldKind = "field:";
    private const string CodeKind = "code:";
    private const string NameKind = "name:";
    private const string Article = "ال";
    private const string ServantOf = "عبد";

    /// <summary>The terms of a lead, each once.</summary>
    /// <param name="zone">The company's time zone, of which the days are.</param>
    public static IReadOnlySet<string> For(SearchableLead lead, TimeZoneInfo zone)
    {
        var terms = new TextTerms();
        Write(lead, zone, ref terms);
        return terms.All;
    }

    /// <summary>Writes the terms of a lead; the same one may come more than once.</summary>
    /// <param name="zone">The company's time zone, of which the days are.</param>
    public static void Write<TSink>(SearchableLead lead, TimeZoneInfo zone, ref TSink sink)
        where TSink : ITermSink
    {
        sink.Add(StateKind, NameOf(lead.State));
        sink.Add(SenderKind, lead.Sender);
        WriteDays(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(lead.ArrivedAt, zone)), ref sink);
        if (lead.Brand is { } brand)
            WriteNumber(BrandKind, brand, ref sink);
        if (lead.Source is { } source)
            WriteNumber(SourceKind, source, ref sink);
        Span<char> digits = stackalloc char[PhoneDigits];
        if (lead.Phone is { } phone && ReadPhone(phone, digits) is { IsEmpty: false } number)
            sink.Add(PhoneKind, number);
        if (lead.Email is { } email && ReadEmail(email) is { } address)
            sink.Add(EmailKind, address);
        if (lead.Reference is { } reference)
            WriteReferences(reference, ref sink);
        foreach (var error in lead.Errors)
        {
            sink.Add(FieldKind, error.Field);
            sink.Add(CodeKind, error.Code);
            sink.Add("", Error(error.Field, error.Code));
        }

        var words = 0;
        foreach (var name in lead.Names)
        {
            if (name is not null)
                WriteWords(name, ref words, ref sink);
        }
    }

    public static string State(LeadState state) => StateKind + NameOf(state);

    public static string Sender(string name) => SenderKind + name;

    public static string Brand(int value) => string.Create(CultureInfo.InvariantCulture, $"{BrandKind}{value}");

    public static string Source(int value) => string.Create(CultureInfo.InvariantCulture, $"{SourceKind}{value}");

    public static string ErrorField(string field) => FieldKind + field;

    public static string ErrorCode(string code) => CodeKind + code;

    public static string Error(string field, string code) => $"error:{field}/{code}";

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{DayKind}{day:yyyyMMdd}");

    public static string Month(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{MonthKind}{day:yyyyMM}");

    public static string Year(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{YearKind}{day:yyyy}");

    /// <summary>The last nine digits without leading zeros, so that a country code makes no difference; null for fewer than five.</summary>
    public static string? Phone(string text) =>
        ReadPhone(text, stackalloc char[PhoneDigits]) is { IsEmpty: false } number ? string.Concat(PhoneKind, number) : null;

    /// <summary>Null if it is no address.</summary>
    public static string? Email(string text) => ReadEmail(text) is { } address ? EmailKind + address : null;

    /// <summary>A reference is found by each of its parts between spaces.</summary>
    public static IEnumerable<string> References(string text)
    {
        var terms = new TextTerms();
        WriteReferences(text, ref terms);
        return terms.All;
    }

    public static string Name(string word) => NameKind + word;

    /// <summary>
    /// The words of a name, folded, without the article, which people leave out and put in as they like; عبد and the word after it are one
    /// word, as they are written both ways.
    /// </summary>
    public static IReadOnlyList<string> SplitName(string text)
    {
        var (words, count) = (new NameWords(), int.MinValue);
        WriteWords(text, ref count, ref words);
        return words.All;
    }

    private static string NameOf(LeadState state) =>
        state switch
        {
            LeadState.Valid => "valid",
            LeadState.Waiting => "waiting",
            _ => "erased",
        };

    private static ReadOnlySpan<char> ReadPhone(string text, Span<char> digits)
    {
        var count = 0;
        for (var i = text.Length - 1; i >= 0 && count < PhoneDigits; i--)
        {
            if (Digits.GetValue(text[i]) is >= 0 and var digit)
                digits[PhoneDigits - ++count] = (char)('0' + digit);
        }

        ReadOnlySpan<char> number = digits[(PhoneDigits - count)..].TrimStart('0');
        return number.Length < MinPhoneDigits ? default : number;
    }

    private static string? ReadEmail(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? Cut(InvisibleText.Remove(text).Trim().ToLowerInvariant(), MaxReference) : null;

    private static void WriteReferences<TSink>(string text, ref TSink sink)
        where TSink : ITermSink
    {
        var visible = InvisibleText.Remove(Cut(text, MaxReference));
        var folded = TextFolding.Fold(visible, stackalloc char[MaxReference]);
        foreach (var part in folded.Split(' '))
        {
            if (!folded[part].IsEmpty)
                sink.Add(ReferenceKind, folded[part]);
        }
    }

    /// <param name="words">How many words the lead has so far.</param>
    private static void WriteWords<TSink>(string text, ref int words, ref TSink sink)
        where TSink : ITermSink
    {
        var visible = InvisibleText.Remove(text);
        var folded = TextFolding.Fold(visible, visible.Length <= MaxOnStack ? stackalloc char[MaxOnStack] : new char[visible.Length]);

        // Holds عبد and the word after it.
        Span<char> joined = stackalloc char[MaxWord + MaxWord];
        scoped ReadOnlySpan<char> last = default;
        scoped ReadOnlySpan<char> word;
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
            word = Cut(folded[start..i], MaxWord);
            if (last.SequenceEqual(ServantOf))
            {
                last.CopyTo(joined);
                word.CopyTo(joined[last.Length..]);
                word = joined[..(last.Length + word.Length)];
            }
            else
            {
                WriteWord(last, ref words, ref sink);
            }

            last = word;
            start = -1;
        }

        WriteWord(last, ref words, ref sink);
    }

    private static void WriteWord<TSink>(ReadOnlySpan<char> word, ref int words, ref TSink sink)
        where TSink : ITermSink
    {
        if (word.IsEmpty || Digits.IsAllDigits(word) || words >= MaxWords)
            return;
        words++;
        sink.Add(
            NameKind,
            word.Length > Article.Length + 1 && word.StartsWith(Article, StringComparison.Ordinal) ? word[Article.Length..] : word
        );
    }

    private static void WriteDays<TSink>(DateOnly day, ref TSink sink)
        where TSink : ITermSink
    {
        Span<char> text = stackalloc char["yyyyMMdd".Length];
        day.TryFormat(text, out _, "yyyyMMdd", CultureInfo.InvariantCulture);
        sink.Add(DayKind, text);
        sink.Add(MonthKind, text[.."yyyyMM".Length]);
        sink.Add(YearKind, text[.."yyyy".Length]);
    }

    private static void WriteNumber<TSink>(string kind, int value, ref TSink sink)
        where TSink : ITermSink
    {
        Span<char> text = stackalloc char[MaxNumber];
        value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        sink.Add(kind, text[..length]);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : Cut(text.AsSpan(), most).ToString();

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int most)
    {
        if (text.Length <= most)
            return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    private readonly struct NameWords() : ITermSink
    {
        public List<string> All { get; } = [];

        public void Add(string kind, ReadOnlySpan<char> text) => All.Add(text.ToString());
    }
}
