using System.Globalization;
using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Text;

/// <summary>
/// Finds the encoding of a text file. Arabic in windows-1256 and ISO-8859-6 is told apart by the letters that words have, because any byte
/// is a letter of windows-1256, and a file that can be decoded proves nothing.
/// </summary>
internal static class EncodingDetector
{
    private const int HeadLength = 4096;
    private const double ArabicShare = 0.9;
    private const int MaxSample = 40;

    public static EncodingGuess Detect(Stream file, CancellationToken cancellation)
    {
        var head = new byte[HeadLength];
        file.Position = 0;
        var bytes = head.AsSpan(0, file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false));
        if (FindUnicode(bytes) is { } unicode)
            return new(unicode, [], []);
        var statistics = ByteStatistics.Read(file, cancellation);
        if (statistics.IsUtf8)
            return DetectDoubleEncoding(file, cancellation);
        return statistics.IsNearlyUtf8 ? DescribeInvalid(statistics) : DetectSingleByte(file, statistics);
    }

    /// <summary>An encoding of Unicode other than UTF-8 by the beginning of a file; null if it is in none.</summary>
    public static FileEncoding? FindUnicode(ReadOnlySpan<byte> beginning) => FindByMark(beginning) ?? FindUtf16(beginning);

    private static FileEncoding? FindByMark(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] => FileEncodings.Utf32LittleEndian,
            [0, 0, 0xFE, 0xFF, ..] => FileEncodings.Utf32BigEndian,
            [0xFF, 0xFE, ..] => FileEncodings.Utf16LittleEndian,
            [0xFE, 0xFF, ..] => FileEncodings.Utf16BigEndian,
            _ => null,
        };

    /// <summary>Letters of ASCII, digits, delimiters and line breaks have a zero byte in UTF-16, always on the same side.</summary>
    private static FileEncoding? FindUtf16(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0)
                continue;
            if ((i & 1) == 0)
                even++;
            else
                odd++;
        }

        var few = bytes.Length / 20;
        return (even, odd) switch
        {
            _ when bytes.Length < 4 => null,
            _ when odd > few && even <= odd / 20 => FileEncodings.Utf16LittleEndian,
            _ when even > few && odd <= even / 20 => FileEncodings.Utf16BigEndian,
            _ => null,
        };
    }

    private static EncodingGuess DescribeInvalid(ByteStatistics statistics) =>
        new(
            FileEncodings.Utf8,
            [FileEncodings.Windows1256, FileEncodings.Windows1252],
            [
                new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The file is UTF-8, but in {statistics.InvalidPlaces} places it is not; they are shown as \uFFFD."
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"ترميز الملف UTF-8، لكن فيه مواضع ليست كذلك، وعددها {statistics.InvalidPlaces}، وتظهر بالرمز \uFFFD."
                    )
                ),
            ]
        );

    private static EncodingGuess DetectSingleByte(Stream file, ByteStatistics statistics)
    {
        var in1256 = statistics.IsWestern ? 0 : statistics.ShareIn1256;
        var inIso = statistics.IsWestern || !statistics.CanBeIso ? 0 : statistics.ShareInIso;
        var prefersIso =
            inIso >= ArabicShare
            && (
                statistics.ArticlesInIso > statistics.ArticlesIn1256
                || (
                    statistics.ArticlesInIso == statistics.ArticlesIn1256
                    && (in1256 < ArabicShare || statistics.YaInIso > statistics.YaIn1256)
                )
            );
        if (prefersIso)
            return new(FileEncodings.Iso88596, [FileEncodings.Windows1256, FileEncodings.Windows1252], []);
        if (in1256 >= ArabicShare)
            return new(FileEncodings.Windows1256, [FileEncodings.Iso88596, FileEncodings.Windows1252], []);
        var isRatherArabic = statistics.ArticlesIn1256 > 0 && in1256 > 0.5;
        var best = isRatherArabic ? FileEncodings.Windows1256 : FileEncodings.Windows1252;
        FileEncoding[] candidates = [FileEncodings.Windows1252, FileEncodings.Windows1256, FileEncodings.Iso88596];
        return new(best, [.. candidates.Where(other => other != best)], DescribeCandidates(file, candidates));
    }

    private static List<BilingualText> DescribeCandidates(Stream file, FileEncoding[] candidates)
    {
        var bytes = ReadBeginning(file, 1 << 20);
        var samples = new List<string>();
        var at = 0;
        while (samples.Count < 3 && bytes.AsSpan(at).IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var found and >= 0)
        {
            var (start, end) = (at + found, at + found);
            while (start > 0 && IsWord(bytes[start - 1]))
                start--;
            while (end < bytes.Length && IsWord(bytes[end]))
                end++;
            var word = bytes[start..Math.Min(end, start + MaxSample)];
            samples.Add(string.Join(" / ", candidates.Select(encoding => FileEncodings.Get(encoding.Name).GetString(word))));
            at = end;
        }

        var shown = string.Join("; ", samples);
        var names = string.Join(" / ", candidates.Select(encoding => encoding.Name));
        return
        [
            new(
                $"The encoding of the file is not certain. The same words as {names}: {shown}.",
                $"ترميز الملف غير مؤكد. الكلمات نفسها بترميز {BidiText.Ltr(names)}: {BidiText.Isolate(shown)}."
            ),
        ];
    }

    private static bool IsWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);

    /// <summary>Valid UTF-8 can hold text that was decoded wrongly before.</summary>
    private static EncodingGuess DetectDoubleEncoding(Stream file, CancellationToken cancellation)
    {
        var notes = FindLoss(file);
        var text = Encoding.UTF8.GetString(ReadBeginning(file, 1 << 16)).TrimStart('\uFEFF').TrimEnd('\uFFFD');
        if (FindSample(text) is { } sample)
        {
            foreach (
                var encoding in (FileEncoding[])[FileEncodings.Utf8Twice, FileEncodings.Utf8TwiceArabic, FileEncodings.Windows1256Misread]
            )
            {
                if (
                    RepairSample(encoding, sample) is not { } repaired
                    || !DoubleEncoding.IsLikely(encoding, text)
                    || !DoubleEncoding.CanRepair(encoding, file, cancellation)
                )
                    continue;
                notes.Add(
                    new(
                        $"The text was encoded twice: {Quote.Value(false, sample)} should probably be {Quote.Value(false, repaired)}."
                            + $" Choose the encoding {encoding.Name} to repair it.",
                        $"رُمِّز النص مرتين: لعل {Quote.Value(true, sample)} صوابها {Quote.Value(true, repaired)}."
                            + $" اختر الترميز {BidiText.Ltr(encoding.Name)} لإصلاحه."
                    )
                );
                return new(FileEncodings.Utf8, [encoding], notes);
            }
        }

        return new(FileEncodings.Utf8, [], notes);
    }

    /// <summary>A sample that was cut may end within what was one character.</summary>
    private static string? RepairSample(FileEncoding encoding, string sample) =>
        Enumerable
            .Range(0, Math.Min(4, sample.Length))
            .Select(cut => DoubleEncoding.Repair(encoding, sample[..^cut]))
            .FirstOrDefault(repaired => repaired is not null);

    /// <summary>The first words that are not ASCII.</summary>
    private static string? FindSample(string text)
    {
        foreach (var line in text.Split(['\n', '\r', ',', ';', '\t', '|', '"'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Ascii.IsValid(line))
                return line.Length <= MaxSample
                    ? line.Trim(' ')
                    : line[..(line.LastIndexOf(' ', MaxSample) is var end and > 0 ? end : MaxSample)];
        }

        return null;
    }

    /// <summary>Question marks where letters were: nobody can bring them back.</summary>
    private static List<BilingualText> FindLoss(Stream file)
    {
        var text = Encoding.UTF8.GetString(ReadBeginning(file, 1 << 20));
        var lost = text.Split('\n')
            .Count(line => line.Contains("???", StringComparison.Ordinal) || line.Contains("\uFFFD\uFFFD", StringComparison.Ordinal));
        return lost == 0
            ? []
            :
            [
                new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Letters were lost when the file was saved: ???? is on {lost} lines. Export it again, as UTF-8."
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"فُقدت حروف عند حفظ الملف: عدد الأسطر التي فيها {BidiText.Ltr("????")} هو {lost}. صدّره من جديد بترميز UTF-8."
                    )
                ),
            ];
    }

    private static byte[] ReadBeginning(Stream file, int length)
    {
        var bytes = new byte[Math.Min(length, file.Length)];
        file.Position = 0;
        file.ReadExactly(bytes);
        return bytes;
    }
}
