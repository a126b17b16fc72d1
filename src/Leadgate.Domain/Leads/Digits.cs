namespace Leadgate.Domain.Leads;

/// <summary>ASCII, Arabic-Indic and Persian digits.</summary>
internal static class Digits
{
    /// <summary>-1 if the character is not a digit.</summary>
    public static int GetValue(char c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= '\u0660' and <= '\u0669' => c - '\u0660',
            >= '\u06F0' and <= '\u06F9' => c - '\u06F0',
            _ => -1,
        };

    /// <summary>False for an empty text.</summary>
    public static bool IsAllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (GetValue(c) < 0)
                return false;
        }

        return !text.IsEmpty;
    }

    public static string ToAscii(ReadOnlySpan<char> digits) =>
        string.Create(digits.Length, digits, static (destination, source) => ToAscii(source, destination));

    public static void ToAscii(ReadOnlySpan<char> digits, Span<char> destination)
    {
        for (var i = 0; i < digits.Length; i++)
            destination[i] = (char)('0' + GetValue(digits[i]));
    }
}
