using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Privacy;

/// <summary>
/// Somebody who asks what is known of them: by phone number, by e-mail address, or by either. People write numbers in many ways, so a
/// number is known in any text by its digits alone, whatever stands between them and in whichever script they are.
/// </summary>
public sealed class Person
{
    /// <summary>Fewer digits would be found in numbers of other people.</summary>
    private const int MinDigits = 7;

    private const int MaxDigits = 15;

    private Person(string? number, int? phoneCode, string? email) => (Number, PhoneCode, Email) = (number, phoneCode, email);

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
    public static Person? TryRead(string? phone, string? email, ReferenceList phoneCodes, out (string English, string Arabic) fault)
    {
        fault = default;
        (phone, email) = (phone?.Trim() is { Length: > 0 } givenPhone ? givenPhone : null, email?.Trim() is { Length: > 0 } givenEmail ? givenEmail : null);
        if (phone is null && email is null) fault = ("Say who is meant: by phone, by email, or by both.", "حدد الشخص برقم هاتفه phone أو بريده email أو بكليهما.");
        else if (email is not null && !EmailAddress.IsValid(email)) fault = ("The e-mail address is none.", "البريد الإلكتروني غير صحيح.");
        if (fault != default) return null;
        if (phone is null) return new Person(null, null, email);

        var digits = DigitsOf(phone);
        var isInternational = phone[0] == '+' || digits.StartsWith("00", StringComparison.Ordinal);
        var (number, code) = isInternational ? WithoutCode(digits.TrimStart('0'), phoneCodes) : (digits.TrimStart('0'), null);
        if (number.Length is >= MinDigits and <= MaxDigits) return new Person(number, code, email);
        fault = ($"The phone number has {MinDigits} to {MaxDigits} digits; with a phone code it begins with + or 00.", $"يتكون رقم الهاتف من {MinDigits} إلى {MaxDigits} رقمًا، ويبدأ بعلامة + أو 00 إذا كُتب معه رمز الدولة.");
        return null;
    }

    /// <summary>Whether a text names the person.</summary>
    /// <param name="text">Any text.</param>
    public bool IsNamedIn(string text) =>
        (Email is not null && text.Contains(Email, StringComparison.OrdinalIgnoreCase)) || (Number is not null && HasNumber(text, Number));

    /// <summary>Whether a text is the person's number or address, with or without a code in front.</summary>
    /// <param name="text">What was sent as phone number or e-mail address.</param>
    public bool IsMeantBy(string text) =>
        text.Trim().Equals(Email, StringComparison.OrdinalIgnoreCase) || (Number is not null && DigitsOf(text).EndsWith(Number, StringComparison.Ordinal));

    /// <summary>Whether a lead is the person's own.</summary>
    /// <param name="lead">An accepted lead.</param>
    public bool Owns(Lead lead) =>
        (lead[LeadFields.Email].Text is { } email && email.Equals(Email, StringComparison.OrdinalIgnoreCase))
        || (lead[LeadFields.PhoneNumber].Text is { } number && number == Number && (PhoneCode is null || lead[LeadFields.PhoneCode].Item is not { } code || code.Value == PhoneCode));

    /// <summary>The longest code that the digits begin with; the rest is the number.</summary>
    private static (string Number, int? Code) WithoutCode(string digits, ReferenceList phoneCodes)
    {
        var code = phoneCodes.Items
            .Where(item => item.Code is { Length: > 0 } && digits.StartsWith(DigitsOf(item.Code), StringComparison.Ordinal))
            .OrderByDescending(item => item.Code!.Length).FirstOrDefault();
        return code is null ? (digits, null) : (digits[DigitsOf(code.Code!).Length..].TrimStart('0'), code.Value);
    }

    private static bool HasNumber(string text, string number)
    {
        var run = new StringBuilder();
        foreach (var c in text)
        {
            if (Digits.ValueOf(c) is >= 0 and var digit) run.Append((char)('0' + digit));
            else if (!StandsBetweenDigits(c))
            {
                if (run.Length >= number.Length && Has(run)) return true;
                run.Clear();
            }
        }

        return run.Length >= number.Length && Has(run);

        bool Has(StringBuilder digits) => digits.ToString().Contains(number, StringComparison.Ordinal);
    }

    /// <summary>Spaces, signs that group digits, and the marks that turn the direction of writing.</summary>
    private static bool StandsBetweenDigits(char c) => char.IsWhiteSpace(c) || c is '-' or '.' or '(' or ')' or '/' or '+' or '\u2010' or '\u2011' or '\u2012' or '\u2013' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    private static string DigitsOf(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Digits.ValueOf(c) is >= 0 and var digit) digits.Append((char)('0' + digit));
        }

        return digits.ToString();
    }
}
