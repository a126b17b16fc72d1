namespace Leadgate.Formats.Xlsx;

/// <summary>Characters that XML does not have are written as <c>_x000D_</c> in workbooks.</summary>
internal static class EscapedText
{
    private const int Length = 7;

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
