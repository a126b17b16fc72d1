using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Somebody who asks what is known of them: by phone number, by e-mail address, or by either. People write numbers in many ways, so a
/// number is known in any text by its digits alone, whatever stands between them and in whichever script they are.
/// </summary>
internal sealed class DataSubject
{
    /// <summary>Fewer digits would be found in numbers of other people.</summary>
    private const int MinDigits = 7;

    /// <summary>With the code (ITU-T E.164).</summary>
    private const int MaxDigits = 15;

    /// <summary>Longer ones are written with a code.</summary>
    private const int LongestNational = 10;

    private readonly IReadOnlyList<ListItem> _phoneCodes;

    private DataSubject(string? number, int? phoneCode, string? email, ReferenceList phoneCodes) =>
        (Number, PhoneCode, Email, _phoneCodes) = (
            number,
            phoneCode,
            email,
            [.. phoneCodes.Items.Where(item => item.Code is { Length: > 0 })]
        );

    /// <summary>The digits of the phone number without code and leading zero, or null.</summary>
    public string? Number { get; }

    /// <summary>The value of the phone code's item, where one was given; otherwise the number is meant under any code.</summary>
    public int? PhoneCode { get; }

    /// <summary>The e-mail address, or null.</summary>
    public string? Email { get; }

    /// <summary>Reads who is meant.</summary>
    /// <param name="phone">A phone number: <c>512345678</c>, <c>0512345678</c> or <c>+966 51 234 5678</c>; or null.</param>
    /// <param name="email">An e-mail address, or null.</param>
    /// <param name="phoneCodes">The list of phone codes.</param>
    /// <param name="fault">What is wrong, in both languages, when nobody comes back.</param>
    public static DataSubject? TryCreate(string? phone, string? email, ReferenceList phoneCodes, out (string English, string Arabic) fault)
    {
        fault = default;
        (phone, email) = (
            phone?.Trim() is { Length: > 0 } givenPhone ? givenPhone : null,
            email?.Trim() is { Length: > 0 } givenEmail ? givenEmail : null
        );
        if (phone is null && email is null)
            fault = ("Send phone, email, or both.", "أرسل رقم الهاتف phone أو البريد الإلكتروني email أو كليهما.");
        else if (email is not null && !EmailAddress.IsValid(email))
            fault = ("The email address is not valid.", "البريد الإلكتروني غير صحيح.");
        if (fault != default)
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
        fault = (
            $"The phone number must have {MinDigits} to {MaxDigits} digits. With a country code it starts with + or 00.",
            $"يجب أن يتكون رقم الهاتف من {MinDigits} إلى {CountedNoun.Digit.In(arabic: true, MaxDigits, ArabicCase.Genitive)}،"
                + $" وأن يبدأ بالعلامة {BidiText.Ltr("+")} أو {BidiText.Ltr("00")} إذا كُتب معه رمز الدولة."
        );
        return null;
    }

    /// <summary>
    /// Whether a text names the person: their address as a whole, or their number as a whole, under their code where another is not written.
    /// </summary>
    /// <param name="text">Any text.</param>
    public bool IsMentionedIn(string text) =>
        (Email is not null && ContainsEmail(text, Email))
        || (Number is not null && PhoneNumberSearch.Contains(text, Number, IsAllowedBefore));

    /// <summary>Whether a lead is the person's own.</summary>
    /// <param name="lead">An accepted lead.</param>
    public bool Owns(Lead lead) =>
        (lead[LeadFields.Email].Text is { } email && email.Equals(Email, StringComparison.OrdinalIgnoreCase))
        || (
            lead[LeadFields.PhoneNumber].Text is { } number
            && number == Number
            && (PhoneCode is null || lead[LeadFields.PhoneCode].Item is not { } code || code.Value == PhoneCode)
        );

    /// <summary>The longest code that the digits begin with; the rest is the number.</summary>
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

    /// <summary>Whether digits may stand in front of the person's number: a zero, or a code with zeros round it, but not the code of others.</summary>
    private bool IsAllowedBefore(string digits, bool isApart)
    {
        // What stands apart is another number, unless it is written as a code.
        if (isApart && digits[0] != '+' && !digits.StartsWith("00", StringComparison.Ordinal))
            return true;
        var code = digits.TrimStart('+').Trim('0');
        if (code.Length == 0)
            return true;
        return _phoneCodes.FirstOrDefault(item => PhoneNumberSearch.ExtractDigits(item.Code!) == code) is { } known
            ? PhoneCode is null || known.Value == PhoneCode
            : isApart;
    }

    /// <summary>Whether an address stands in a text and is not the end or the beginning of a longer one.</summary>
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
