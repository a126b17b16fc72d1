using System.Buffers;

namespace Leadgate.Domain.Texts;

/// <summary>
/// Texts of one line that people enter: names, labels. Control characters are not valid in them: a database refuses NUL, and a line break
/// makes two lines of one in a log or a file.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl),
        '\u2028',
        '\u2029',
    ]);

    /// <summary>Whether a text has no control characters, line separators, or unpaired surrogates.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => !text.ContainsAny(Controls) && !HasUnpairedSurrogate(text);

    /// <summary>A text to be shown in a message of one line: what is not valid is replaced, and a long text is cut.</summary>
    public static string Show(string text, int maxLength)
    {
        var end = text.Length <= maxLength ? text.Length : maxLength - (char.IsHighSurrogate(text[maxLength - 1]) ? 1 : 0);
        var shown = text[..end];
        if (!IsValid(shown))
            shown = string.Concat(shown.EnumerateRunes().Select(rune => IsValid(rune.ToString()) ? rune.ToString() : "\uFFFD"));
        return end == text.Length ? shown : shown + "…";
    }

    private static bool HasUnpairedSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}
