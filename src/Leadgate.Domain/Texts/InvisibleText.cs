using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Texts;

/// <summary>
/// Characters that show nothing: direction marks, zero-width characters, the byte order mark, the soft hyphen, fillers. People copy them
/// along with a value without seeing them, so they are no content.
/// </summary>
internal static class InvisibleText
{
    /// <summary>No character before it is invisible; nearly all texts that are checked consist of these.</summary>
    private const char First = '\u00AD';

    public static bool IsInvisible(Rune rune) =>
        rune.Value >= First
        && (
            Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            || rune.Value
                is 0x034F
                    or 0x115F
                    or 0x1160
                    or 0x2800
                    or 0x3164
                    or 0xFFA0
                    or (>= 0xFE00 and <= 0xFE0F)
                    or (>= 0xE0000 and <= 0xE0FFF)
        );

    /// <summary>Whether a text has neither a visible character nor an unpaired surrogate.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsInvisible(rune))
                return false;
        }

        return true;
    }

    /// <summary>Removes the invisible characters in place.</summary>
    /// <returns>The text that is left, at the beginning of the buffer.</returns>
    public static Span<char> Remove(Span<char> text)
    {
        var first = text.IndexOfAnyExceptInRange('\0', (char)(First - 1));
        if (first < 0)
            return text;
        var (read, written) = (first, first);
        while (read < text.Length)
        {
            // An unpaired surrogate is kept as it is.
            Rune.DecodeFromUtf16(text[read..], out var rune, out var length);
            if (!IsInvisible(rune))
            {
                text.Slice(read, length).CopyTo(text[written..]);
                written += length;
            }

            read += length;
        }

        return text[..written];
    }

    public static string Remove(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(First - 1)))
            return text;
        var visible = Remove(text.ToCharArray().AsSpan());
        return visible.Length == text.Length ? text : visible.ToString();
    }
}
