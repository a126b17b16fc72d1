namespace Leadgate.Domain.Leads;

/// <summary>Digits as people of both languages type them: ASCII, Arabic-Indic and Persian.</summary>
internal static class Digits
{
    /// <summary>The value of a digit, or -1.</summary>
    public static int GetValue(char c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= '\u0660' and <= '\u0669' => c - '\u0660',
            >= '\u06F0' and <= '\u06F9' => c - '\u06F0',
            _ => -1,
        };

    /// <summary>Whether a text is digits only; an empty one is not.</summary>
    public static bool IsAllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (GetValue(c) < 0)
                return false;
        }

        return !text.IsEmpty;
    }

    /// <summary>The text with every digit as ASCII.</summary>
    public static string ToAscii(ReadOnlySpan<char> digits) =>
        string.Create(digits.Length, digits, static (destination, source) => ToAscii(source, destination));

    /// <summary>Writes the text with every digit as ASCII.</summary>
    public static void ToAscii(ReadOnlySpan<char> digits, Span<char> destination)
    {
        for (var i = 0; i < digits.Length; i++)
            destination[i] = (char)('0' + GetValue(digits[i]));
    }
}
