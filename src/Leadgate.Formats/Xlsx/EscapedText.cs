using System.Buffers;
using System.Globalization;
using System.Text;

namespace Leadgate.Formats.Xlsx;

/// <summary>Characters that XML does not have are written as <c>_x000D_</c> in workbooks.</summary>
internal static class EscapedText
{
    /// <summary>Of one character.</summary>
    public const int Length = 7;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n')),
        .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c),
        '\uFFFE',
        '\uFFFF',
    ]);

    /// <summary>Decodes in place.</summary>
    /// <returns>The length of the text.</returns>
    public static int Decode(Span<char> text)
    {
        var at = text.IndexOf("_x");
        if (at < 0)
            return text.Length;
        var written = at;
        while (at < text.Length)
        {
            if (TryDecode(text[at..], out var c))
            {
                text[written++] = c;
                at += Length;
            }
            else
            {
                text[written++] = text[at++];
            }
        }

        return written;
    }

    /// <summary>A text with what XML does not have, or would read as something else, as escapes.</summary>
    public static string Encode(string text)
    {
        var isClean = !text.Contains("_x", StringComparison.Ordinal) && !text.AsSpan().ContainsAny(Escaped);
        if (isClean)
            return text;
        var encoded = new StringBuilder(text.Length + Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
                encoded.Append(c).Append(text[++i]);
            else if (Escaped.Contains(c) || (c == '_' && TryDecode(text.AsSpan(i), out _)))
                encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else
                encoded.Append(c);
        }

        return encoded.ToString();
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out char c)
    {
        c = default;
        if (text.Length < Length || text[0] != '_' || text[1] != 'x' || text[6] != '_')
            return false;
        foreach (var digit in text[2..6])
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
            c = (char)((c << 4) | Convert.ToInt32(digit.ToString(), 16));
        }

        return true;
    }
}
