using System.Globalization;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Reads phone numbers (promise 5.7). Only nine digits are valid; a number that is written in another way is not corrected silently, but
/// the error suggests what to send.
/// </summary>
internal sealed class PhoneNumberReading(ReferenceList phoneCodes)
{
    public const int Length = 9;

    /// <summary>Longer numbers include a country code.</summary>
    private const int LongestNational = 10;

    /// <summary>Longer texts are no phone number.</summary>
    private const int MaxText = 40;

    /// <summary>Computed with the first number that needs it, for it is the same for every number.</summary>
    private ListItem[]? _longestFirst;

    private ListItem[] LongestFirst => _longestFirst ??= [.. phoneCodes.Active.OrderByDescending(item => item.Code?.Length ?? 0)];

    /// <summary>Whether the text is nine digits without a leading zero, in ASCII, Arabic-Indic or Persian.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length == Length && Digits.IsAllDigits(text) && Digits.GetValue(text[0]) != 0;

    /// <summary>
    /// The <c>phoneCode</c> and <c>phoneNumber</c> to send, as JSON members; null if the text can't be read as a number of nine digits.
    /// </summary>
    /// <param name="text">A text that is not nine digits.</param>
    /// <param name="sentCode">The phone code of the lead, if it is valid.</param>
    public string? Suggest(ReadOnlySpan<char> text, ListItem? sentCode) =>
        TryRead(text, sentCode, out var code, out var number) ? Format(code, number) : null;

    /// <summary>Reads a number that is not written as nine digits.</summary>
    /// <param name="text">Without invisible characters.</param>
    /// <param name="sentCode">The phone code that comes with the number, or null.</param>
    /// <param name="code">The code that the number has or comes with; null if there is none.</param>
    /// <param name="number">Nine digits.</param>
    public bool TryRead(ReadOnlySpan<char> text, ListItem? sentCode, out ListItem? code, out string number)
    {
        (code, number) = (sentCode, "");
        if (!TryExtractDigits(text, out var digits, out var hasPlus))
            return false;
        var isInternational = hasPlus || digits.StartsWith("00", StringComparison.Ordinal);
        number = digits.TrimStart('0');
        if (!isInternational && IsNumber(number) && digits.Length <= Length + 1)
            return true;

        var withCode = number;
        if (!isInternational && sentCode is not null && TryRemoveCode(withCode, sentCode, out number))
            return true;
        if (!isInternational && withCode.Length <= LongestNational)
            return false;
        foreach (var known in LongestFirst)
        {
            // The longest code decides: a number that begins with 1 868 is not one of +1.
            if (TryRemoveCode(withCode, known, out number) || (number.Length > 0 && isInternational))
            {
                code = known;
                return IsNumber(number);
            }
        }

        return false;
    }

    private static bool TryRemoveCode(string digits, ListItem code, out string number)
    {
        // The zero in +966 (0)51 234 5678 is not dialed.
        number =
            code.Code is { Length: > 0 } prefix && digits.StartsWith(prefix, StringComparison.Ordinal)
                ? digits[prefix.Length..].TrimStart('0')
                : "";
        return IsNumber(number);
    }

    private static bool TryExtractDigits(ReadOnlySpan<char> text, out string digits, out bool hasPlus)
    {
        (digits, hasPlus) = ("", false);
        if (text.Length > MaxText)
            return false;
        Span<char> found = stackalloc char[text.Length];
        var count = 0;
        foreach (var c in text)
        {
            if (Digits.GetValue(c) is >= 0 and var digit)
                found[count++] = (char)('0' + digit);
            else if (c is '+' or '\uFF0B')
                hasPlus = true;
            else if (!IsSeparator(c))
                return false;
        }

        digits = found[..count].ToString();
        return true;
    }

    private static bool IsSeparator(char c) =>
        c is '(' or ')' or '.' or '/' or '\u2212'
        || char.IsWhiteSpace(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;

    private static string Format(ListItem? code, string number)
    {
        var member = IssueMessages.SuggestMember("phoneNumber", number);
        return code is null ? member : $"{IssueMessages.SuggestMember("phoneCode", code.Label)}, {member}";
    }
}
