using System.Text;
using System.Text.Unicode;

namespace Leadgate.Formats.Text;

/// <summary>Undoes an encoding that was applied to text that was decoded wrongly. It is offered only where that is exact.</summary>
internal static class DoubleEncoding
{
    private const int MinLetters = 4;

    /// <summary>What the text was before it was decoded wrongly; null if it was not.</summary>
    public static string? Repair(FileEncoding encoding, string text)
    {
        var bytes = Encode(encoding, text);
        if (bytes is null)
            return null;
        if (encoding == FileEncodings.Windows1256Misread)
            return FileEncodings.Get("windows-1256").GetString(bytes);
        return Utf8.IsValid(bytes) && !Ascii.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>
    /// Whether a text as a whole looks as if it had been decoded wrongly. UTF-8 proves itself; the Arabic article is where Western text has
    /// Çá, which begins no word of it.
    /// </summary>
    public static bool IsLikely(FileEncoding encoding, string text) =>
        encoding != FileEncodings.Windows1256Misread
        || (
            Encode(encoding, text) is { } bytes
            && bytes.Count(b => b >= 0xC1) >= MinLetters
            && bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xC7, 0xE1]) >= 0
        );

    /// <summary>Whether the whole file can be repaired so that no character is lost.</summary>
    public static bool CanRepair(FileEncoding encoding, Stream file, CancellationToken cancellation)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var chars = new char[64 * 1024];
        while (reader.ReadBlock(chars) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Encode(encoding, chars.AsSpan(0, read)) is null)
                return false;
        }

        return true;
    }

    private static byte[]? Encode(FileEncoding encoding, ReadOnlySpan<char> text)
    {
        var strict = CodePagesEncodingProvider.Instance.GetEncoding(
            encoding == FileEncodings.Utf8TwiceArabic ? "windows-1256" : "windows-1252",
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        )!;
        try
        {
            return strict.GetBytes([.. text]);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
