namespace Leadgate.Formats.Adf;

/// <summary>
/// Finds the prospects in the bytes of a document as they arrive, in every encoding in which tags are ASCII. Each is taken with what stands
/// beside it, because some senders put the vendor and the provider there.
/// </summary>
internal static class AdfSplitter
{
    /// <summary>Finds the first prospect of the bytes.</summary>
    /// <param name="isLast">Whether nothing follows the bytes.</param>
    /// <param name="part">What is between the tags of <c>adf</c>.</param>
    /// <param name="consumed">Where the next one is looked for.</param>
    /// <returns>False if there is none, or more bytes are needed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, bool isLast, out Range part, out int consumed)
    {
        (part, consumed) = (default, 0);
        var begin = Find(bytes, "<prospect"u8, 0);
        if (begin < 0)
            return false;
        var end = FindEnd(bytes, begin);
        if (end < 0)
        {
            if (!isLast)
                return false;
            end = bytes.Length;
        }

        var next = FindNext(bytes, end);
        if (next < 0)
        {
            if (!isLast)
                return false;
            next = bytes.Length;
        }

        part = FindBeginning(bytes[..begin])..next;
        consumed = next;
        return true;
    }

    /// <summary>The end of a prospect, or -1.</summary>
    private static int FindEnd(ReadOnlySpan<byte> bytes, int begin)
    {
        var tag = bytes[begin..].IndexOf((byte)'>');
        if (tag > 0 && bytes[begin + tag - 1] == (byte)'/')
            return begin + tag + 1;
        var end = Find(bytes, "</prospect"u8, begin);

        // One that is not closed ends where the next one begins, or the document ends.
        var next = FindNext(bytes, begin + 1);
        if (end < 0 || (next >= 0 && next < end))
            return next;
        var closed = bytes[end..].IndexOf((byte)'>');
        return closed < 0 ? -1 : end + closed + 1;
    }

    /// <summary>Where the next prospect begins or the document ends, or -1.</summary>
    private static int FindNext(ReadOnlySpan<byte> bytes, int from)
    {
        var (prospect, adf) = (Find(bytes, "<prospect"u8, from), Find(bytes, "</adf"u8, from));
        return prospect < 0 ? adf
            : adf < 0 ? prospect
            : Math.Min(prospect, adf);
    }

    /// <summary>Where what belongs to a prospect begins, in what stands before it.</summary>
    private static int FindBeginning(ReadOnlySpan<byte> before)
    {
        var start = 0;
        foreach (
            var tag in (ReadOnlySpan<byte[]>)
                [
                    [.. "<adf"u8],
                    [.. "</adf"u8],
                    [.. "<?"u8],
                    [.. "<!doctype"u8],
                ]
        )
        {
            for (var at = Find(before, tag, start); at >= 0; at = Find(before, tag, start))
            {
                var closed = before[at..].IndexOf((byte)'>');
                start = closed < 0 ? before.Length : at + closed + 1;
            }
        }

        // Without a root there may be anything before.
        return start == 0 && Find(before, "<vendor"u8, 0) < 0 && Find(before, "<provider"u8, 0) < 0 ? before.Length : start;
    }

    /// <summary>Finds a tag in any case.</summary>
    /// <param name="tag">In lower case.</param>
    private static int Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> tag, int from)
    {
        while (from <= bytes.Length - tag.Length)
        {
            var at = bytes[from..].IndexOf((byte)'<');
            if (at < 0 || from + at > bytes.Length - tag.Length)
                return -1;
            from += at;
            if (System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(from, tag.Length), tag) && !ContinuesName(bytes, from + tag.Length, tag))
                return from;
            from++;
        }

        return -1;
    }

    private static bool ContinuesName(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> tag) =>
        char.IsAsciiLetter((char)tag[^1])
        && at < bytes.Length
        && (char.IsAsciiLetterOrDigit((char)bytes[at]) || bytes[at] is (byte)'_' or (byte)'-');
}
