using System.Text;

namespace Leadgate.Formats.Text;

/// <summary>The encodings that files can have.</summary>
internal static class FileEncodings
{
    public static readonly FileEncoding Utf8 = new("utf-8", "utf-8", file => file);

    public static readonly FileEncoding Utf16LittleEndian = Plain("utf-16le", "utf-16");

    public static readonly FileEncoding Utf16BigEndian = Plain("utf-16be", "utf-16BE");

    public static readonly FileEncoding Utf32LittleEndian = Plain("utf-32le", "utf-32");

    public static readonly FileEncoding Utf32BigEndian = Plain("utf-32be", "utf-32BE");

    /// <summary>Arabic Windows.</summary>
    public static readonly FileEncoding Windows1256 = Plain("windows-1256", "windows-1256");

    /// <summary>Arabic of older Unix and Mac systems.</summary>
    public static readonly FileEncoding Iso88596 = Plain("iso-8859-6", "iso-8859-6");

    /// <summary>Western Windows.</summary>
    public static readonly FileEncoding Windows1252 = Plain("windows-1252", "windows-1252");

    /// <summary>UTF-8 that a program took for Western text and saved as UTF-8 again: Ø§Ù„.</summary>
    public static readonly FileEncoding Utf8Twice = Undo("utf-8-twice", "windows-1252", null);

    /// <summary>The same by way of Arabic Windows: ط§ظ„.</summary>
    public static readonly FileEncoding Utf8TwiceArabic = Undo("utf-8-twice-1256", "windows-1256", null);

    /// <summary>Arabic Windows text that a program took for Western text and saved as UTF-8: ÇáÑ.</summary>
    public static readonly FileEncoding Windows1256Misread = Undo("windows-1256-as-1252", "windows-1252", "windows-1256");

    public static IReadOnlyList<FileEncoding> All { get; } =
    [
        Utf8,
        Utf16LittleEndian,
        Utf16BigEndian,
        Windows1256,
        Iso88596,
        Windows1252,
        Utf32LittleEndian,
        Utf32BigEndian,
        Utf8Twice,
        Utf8TwiceArabic,
        Windows1256Misread,
    ];

    /// <summary>The encoding with this name or a common other one, in any case; null if there is none.</summary>
    public static FileEncoding? Find(string name)
    {
        var known = Normalize(name);
        return All.FirstOrDefault(encoding => Normalize(encoding.Name) == known);
    }

    /// <summary>An encoding of .NET, also one of those that are not built in.</summary>
    public static Encoding Get(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)
        ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);

    private static string Normalize(string name)
    {
        var plain = name.Replace('_', '-').Trim().ToLowerInvariant();
        return plain switch
        {
            "utf8" or "utf-8-sig" or "us-ascii" or "ascii" => "utf-8",
            "utf16" or "utf-16" or "unicode" => "utf-16le",
            "utf32" or "utf-32" => "utf-32le",
            "cp1256" or "1256" or "x-cp1256" => "windows-1256",
            "cp1252" or "1252" or "iso-8859-1" or "latin1" => "windows-1252",
            "iso8859-6" or "arabic" or "asmo-708" => "iso-8859-6",
            _ => plain,
        };
    }

    private static FileEncoding Plain(string name, string encoding) =>
        new(name, encoding, file => Encoding.CreateTranscodingStream(file, Get(encoding), Encoding.UTF8, leaveOpen: true));

    /// <param name="wrong">What the text was taken for.</param>
    /// <param name="right">What it was; null for UTF-8.</param>
    private static FileEncoding Undo(string name, string wrong, string? right) =>
        new(
            name,
            "utf-8",
            file =>
            {
                var bytes = Encoding.CreateTranscodingStream(new MarklessStream(file), Encoding.UTF8, Get(wrong), leaveOpen: true);
                return right is null ? bytes : Encoding.CreateTranscodingStream(bytes, Get(right), Encoding.UTF8, leaveOpen: true);
            }
        );
}
