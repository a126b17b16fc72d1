using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// The person whose data is exported or erased, identified by phone number, email address or both. Phone numbers are written in many
/// ways, so a number is found in a text by its digits alone, in any script and with any separators.
/// </summary>
internal sealed class DataSubject
{
    /// <summary>Fewer digits would match the numbers of other people.</summary>
    private const int MinDigits = 7;

    /// <summary>Including the country code (ITU-T E.164).</summary>
    private const int MaxDigits = 15;

    /// <summary>Longer numbers include a country code.</summary>
    private const int LongestNational = 10;

    private readonly IReadOnlyList<ListItem> _phoneCodes;

    private DataSubject(string? number, int? phoneCode, string? email, ReferenceList phoneCodes) =>
        (Number, PhoneCode, Email, _phoneCodes) = (
            number,
            phoneCode,
            email,
            [.. phoneCodes.Items.Where(item => item.Code is { Length: > 0 })]
        );

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

    /// <summary>
    /// Whether a text contains the whole email address or the whole phone number of the person, unless with another country code.
    /// Invisible characters may be a part of the address or separate it from other words, so the text is read with and without them.
    /// </summary>
    public bool IsMentionedIn(string text)
    {
        var visible = InvisibleText.Remove(text);
        return Mentions(text) || (!ReferenceEquals(visible, text) && Mentions(visible));
    }

    private bool Mentions(string text) =>
        (Email is not null && ContainsEmail(text, Email))
        || (Number is not null && PhoneNumberSearch.Contains(text, Number, IsAllowedBefore));

    /// <summary>Whether the contact fields of a valid lead are those of the person.</summary>
    public bool Owns(Lead lead) =>
        (lead[LeadFields.Email].Text is { } email && InvisibleText.Remove(email).Equals(Email, StringComparison.OrdinalIgnoreCase))
        || (
            lead[LeadFields.PhoneNumber].Text is { } number
            && number == Number
            && (PhoneCode is null || lead[LeadFields.PhoneCode].Item is not { } code || code.Value == PhoneCode)
        );

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

    /// <summary>
    /// Whether the digits before the number still leave it the number of the person: a zero, or the country code with zeros around it, but
    /// not another country code.
    /// </summary>
    private bool IsAllowedBefore(string digits, bool isSeparated)
    {
        // Separated digits are another number, unless they are written as a country code.
        if (isSeparated && digits[0] != '+' && !digits.StartsWith("00", StringComparison.Ordinal))
            return true;
        var code = digits.TrimStart('+').Trim('0');
        if (code.Length == 0)
            return true;
        return _phoneCodes.FirstOrDefault(item => PhoneNumberSearch.ExtractDigits(item.Code!) == code) is { } known
            ? PhoneCode is null || known.Value == PhoneCode
            : isSeparated;
    }

    /// <summary>Whether a text contains an address that is not part of a longer one.</summary>
    private static bool ContainsEmail(string text, string address)
    {
        for (
            var at = text.IndexOf(address, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(address, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var (end, isLonger) = (
                at + address.Length,
                at > 0 && (char.IsLetterOrDigit(text[at - 1]) || ".!#$%&'*+/=?^_`{|}~-".Contains(text[at - 1], StringComparison.Ordinal))
            );
            if (end < text.Length)
                isLonger |=
                    char.IsLetterOrDigit(text[end])
                    || text[end] is '-' or '_'
                    || (text[end] == '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]));
            if (!isLonger)
                return true;
        }

        return false;
    }
}
