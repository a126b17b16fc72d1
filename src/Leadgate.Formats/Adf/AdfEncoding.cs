using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Leadgate.Formats.Adf;

/// <summary>Decodes the text of ADF documents, whose declarations are often wrong.</summary>
internal static partial class AdfEncoding
{
    private const string Windows1256 = "windows-1256";
    private const string Iso88596 = "iso-8859-6";
    private const string Windows1252 = "windows-1252";

    /// <summary>The name of the encoding that a declaration states, or null.</summary>
    public static string? FindDeclared(ReadOnlySpan<byte> beginning)
    {
        var match = Declaration().Match(Encoding.Latin1.GetString(beginning[..Math.Min(beginning.Length, 1024)]));
        return match.Success ? match.Groups["name"].Value : null;
    }

    /// <summary>The encoding of a text in UTF-16, or null.</summary>
    public static Encoding? FindUtf16(ReadOnlySpan<byte> beginning) =>
        beginning switch
        {
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    /// <summary>
    /// Bytes that are valid UTF-8 are UTF-8, whatever they are declared to be. Otherwise the declaration counts, then what is likely.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : (Find(declared) ?? Find(Guess(bytes))!).GetString(bytes);

    private static Encoding? Find(string? name)
    {
        if (name is null || name.StartsWith("utf", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            // What is called Latin 1 or ASCII is what Windows calls so.
            var known = name.ToLowerInvariant() is "iso-8859-1" or "us-ascii" or "ascii" or "latin1" ? null : name;
            return known is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(known) ?? Encoding.GetEncoding(known);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        var (high, letters1256, letters8859) = (0, 0, 0);
        foreach (var b in bytes)
        {
            if (b < 0x80)
                continue;
            high++;
            if (
                b
                is (>= 0xC1 and <= 0xD6)
                    or (>= 0xD8 and <= 0xDB)
                    or (>= 0xDD and <= 0xDF)
                    or 0xE1
                    or (>= 0xE3 and <= 0xE6)
                    or 0xEC
                    or 0xED
            )
                letters1256++;
            if (b is (>= 0xC1 and <= 0xDA) or (>= 0xE0 and <= 0xEA))
                letters8859++;
        }

        // The article is C7 E1 in the one and C7 E4 in the other.
        var isIso = bytes.Count((ReadOnlySpan<byte>)[0xC7, 0xE4]) > bytes.Count((ReadOnlySpan<byte>)[0xC7, 0xE1]);
        if (isIso && letters8859 * 10 >= high * 9)
            return Iso88596;
        return letters1256 * 10 >= high * 9 ? Windows1256 : Windows1252;
    }

    [GeneratedRegex("""<\?xml[^>]*?encoding\s*=?\s*["'](?<name>[A-Za-z0-9._-]{2,40})["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();
}
