using System.Buffers;
using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// The person whose data is exported or erased, identified by phone number, email address or both. Both are written in many ways, so a
/// text is searched in all its readings (<see cref="TextReadings"/>), and rather too much is found than too little: what is found is shown
/// before it is erased.
/// </summary>
internal sealed class DataSubject
{
    /// <summary>Fewer digits would match the numbers of other people.</summary>
    private const int MinDigits = 7;

    /// <summary>Including the country code (ITU-T E.164).</summary>
    private const int MaxDigits = 15;

    /// <summary>Longer numbers include a country code.</summary>
    private const int LongestNational = 10;

    /// <summary>How much of a text is searched again with the text after it; no way to write an address is longer.</summary>
    private const int Overlap = TextReadings.MaxLength / 8;

    private static readonly SearchValues<char> Escapes = SearchValues.Create("%&\\=<");

    private readonly PhoneNumberSearch? _phone;
    private readonly EmailAddressSearch? _email;

    /// <summary>The longest part of the address without separators: a text without escapes contains it as it is.</summary>
    private readonly string _longestPart = "";

    /// <summary>No text with fewer letters and digits of ASCII mentions the person, unless it has other characters.</summary>
    private readonly int _fewest = int.MaxValue;

    private DataSubject(string? number, int? phoneCode, string? email, ReferenceList phoneCodes)
    {
        (Number, PhoneCode, Email) = (number, phoneCode, email);
        if (number is not null)
        {
            var codes = phoneCodes
                .Items.Where(item => item.Code is { Length: > 0 })
                .ToLookup(item => phoneCode is null || item.Value == phoneCode);
            _phone = new PhoneNumberSearch(number, Digits(codes[true]), Digits(codes[false]).Except(Digits(codes[true])));
            _fewest = number.Length;
        }

        if (email is null)
            return;
        var folded = TextReadings.Fold(email);
        _email = new EmailAddressSearch(folded);
        _longestPart = folded.Split('@', '.').MaxBy(part => part.Length)!;
        _fewest = Math.Min(_fewest, folded.Count(char.IsAsciiLetterOrDigit));

        static IEnumerable<string> Digits(IEnumerable<ListItem> codes) =>
            codes.Select(item => PhoneNumberSearch.ExtractDigits(item.Code!)).Where(code => code.Length > 0).ToHashSet();
    }

    /// <summary>The digits of the phone number without country code and leading zero, or null.</summary>
    public string? Number { get; }

    /// <summary>The value of the item in PHONE_CODE if the number has a country code; otherwise the number matches with any.</summary>
    public int? PhoneCode { get; }

    public string? Email { get; }

    public static DataSubject? TryCreate(string? phone, string? email, ReferenceList phoneCodes, out (string English, string Arabic) error)
    {
        error = default;
        (phone, email) = (
            phone is null || InvisibleText.Remove(phone).Trim() is not { Length: > 0 } givenPhone ? null : givenPhone,
            email is null || InvisibleText.Remove(email).Trim() is not { Length: > 0 } givenEmail ? null : givenEmail
        );
        if (phone is null && email is null)
            error = ("Send phone, email, or both.", "أرسل رقم الهاتف phone أو البريد الإلكتروني email أو كليهما.");
        else if (email is not null && !EmailAddress.IsValid(email))
            error = ("The email address is not valid.", "البريد الإلكتروني غير صحيح.");
        if (error != default)
            return null;
        if (phone is null)
            return new DataSubject(null, null, email, phoneCodes);

        var digits = PhoneNumberSearch.ExtractDigits(phone);
        var (number, code) =
            PhoneNumberSearch.IsInternational(phone, digits)
            || (digits.TrimStart('0').Length > LongestNational && FindPhoneCode(digits.TrimStart('0'), phoneCodes) is not null)
                ? SplitPhoneCode(digits.TrimStart('0'), phoneCodes)
                : (digits.TrimStart('0'), null);
        if (number.Length >= MinDigits && digits.TrimStart('0').Length <= MaxDigits)
            return new DataSubject(number, code, email, phoneCodes);
        error = (
            $"The phone number must have {MinDigits} to {MaxDigits} digits. With a country code it starts with + or 00.",
            $"يجب أن يتكون رقم الهاتف من {MinDigits} إلى {CountedNoun.Digit.In(arabic: true, MaxDigits, ArabicCase.Genitive)}،"
                + $" وأن يبدأ بالعلامة {BidiText.Ltr("+")} أو {BidiText.Ltr("00")} إذا كُتب معه رمز الدولة."
        );
        return null;
    }

    /// <summary>Whether a text mentions the person, perhaps not surely.</summary>
    public bool IsMentionedIn(string text) => FindIn(text) != Mention.None;

    /// <summary>Searches a text for the phone number, unless with another country code, and for the email address.</summary>
    public Mention FindIn(string text)
    {
        if (!MayBeIn(text))
            return Mention.None;
        text = CollapseInvisible(text);
        var found = Mention.None;
        for (var from = 0; found != Mention.Certain; from += TextReadings.MaxLength - Overlap)
        {
            var length = Math.Min(TextReadings.MaxLength, text.Length - from);
            var part = new TextReadings(text.AsSpan(from, length));
            found = Max(found, Max(_email?.Find(part) ?? Mention.None, _phone?.Find(part) ?? Mention.None));
            if (from + length == text.Length)
                break;
        }

        return found;
    }

    /// <summary>The contact fields of a valid lead that are those of the person.</summary>
    public IReadOnlyList<LeadField> FindOwnContacts(Lead lead)
    {
        var found = new List<LeadField>();
        if (
            lead[LeadFields.PhoneNumber].Text is { } number
            && number == Number
            && (PhoneCode is null || lead[LeadFields.PhoneCode].Item is not { } code || code.Value == PhoneCode)
        )
            found.Add(LeadFields.PhoneNumber);
        if (lead[LeadFields.Email].Text is { } email && InvisibleText.Remove(email).Equals(Email, StringComparison.OrdinalIgnoreCase))
            found.Add(LeadFields.Email);
        return found;
    }

    /// <summary>Splits the longest country code from the digits.</summary>
    private static (string Number, int? Code) SplitPhoneCode(string digits, ReferenceList phoneCodes) =>
        FindPhoneCode(digits, phoneCodes) is { } code
            ? (digits[PhoneNumberSearch.ExtractDigits(code.Code!).Length..].TrimStart('0'), code.Value)
            : (digits, null);

    private static ListItem? FindPhoneCode(string digits, ReferenceList phoneCodes) =>
        phoneCodes
            .Items.Where(item =>
                item.Code is { Length: > 0 } && digits.StartsWith(PhoneNumberSearch.ExtractDigits(item.Code), StringComparison.Ordinal)
            )
            .OrderByDescending(item => item.Code!.Length)
            .FirstOrDefault();

    private static Mention Max(Mention a, Mention b) => a > b ? a : b;

    /// <summary>A quick look: this runs for each text of each lead, and nearly all of them are short and plain.</summary>
    private bool MayBeIn(string text)
    {
        var (letters, digits, isPlain) = (0, 0, true);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
                digits++;
            else if (char.IsAsciiLetter(c))
                letters++;
            else if (!char.IsAscii(c))
            {
                isPlain = false;

                // Arabic letters are no part of it; some other characters stand for several.
                if (c is >= '\u0660' and <= '\u0669' or >= '\u06F0' and <= '\u06F9')
                    digits++;
                else if (c is < '\u0600' or > '\u06FF')
                    letters += 4;
            }
        }

        if (letters + digits < _fewest)
            return false;
        return !isPlain
            || text.AsSpan().ContainsAny(Escapes)
            || digits >= Number?.Length
            || (Email is not null && text.Contains(_longestPart, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Leaves one of several characters in a row that show nothing.</summary>
    private static string CollapseInvisible(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var (collapsed, wasInvisible) = (new StringBuilder(text.Length), false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isInvisible = !rune.IsAscii && TextReadings.ShowsNothing(rune);
            if (!isInvisible || !wasInvisible)
                collapsed.Append(rune.ToString());
            wasInvisible = isInvisible;
        }

        return collapsed.ToString();
    }
}
