using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Leadgate.Formats.Text;

/// <summary>What one pass over the bytes of a file finds out about their encoding.</summary>
internal sealed class ByteStatistics
{
    /// <summary>Letters of windows-1256 that are Arabic; of others it has those of French.</summary>
    private static readonly bool[] ArabicIn1256 = MarkRanges(
        (0xC1, 0xD6),
        (0xD8, 0xDB),
        (0xDD, 0xDF),
        (0xE1, 0xE1),
        (0xE3, 0xE6),
        (0xEC, 0xED)
    );

    private static readonly bool[] ArabicInIso = MarkRanges((0xC1, 0xDA), (0xE0, 0xEA));

    /// <summary>Defined in ISO-8859-6 beyond ASCII; the rest proves that the text is not in it.</summary>
    private static readonly bool[] DefinedInIso = MarkRanges(
        (0x80, 0xA0),
        (0xA4, 0xA4),
        (0xAC, 0xAD),
        (0xBB, 0xBB),
        (0xBF, 0xBF),
        (0xC1, 0xDA),
        (0xE0, 0xF2)
    );

    private const byte Alef = 0xC7;
    private const byte LamIn1256 = 0xE1;
    private const byte LamInIso = 0xE4;

    /// <summary>A longer file is counted as far as this.</summary>
    private const long MaxCounted = 16 << 20;

    private readonly long[] _counts = new long[256];
    private long _articles1256;
    private long _articlesIso;
    private long _besideAscii;
    private byte _previous = (byte)' ';
    private byte _beforePrevious = (byte)' ';
    private readonly byte[] _incomplete = new byte[4];
    private int _incompleteLength;
    private long _validCharacters;

    /// <summary>Whether the whole file is valid UTF-8, but for a last character that is cut off.</summary>
    public bool IsUtf8 { get; private set; } = true;

    /// <summary>How many places of a file that is not valid UTF-8 are not.</summary>
    public long InvalidPlaces { get; private set; }

    /// <summary>Whether a file is UTF-8 but for a few places; in no other encoding are so many sequences valid by chance.</summary>
    public bool IsNearlyUtf8 => !IsUtf8 && _validCharacters >= 10 && InvalidPlaces * 10 <= _validCharacters;

    public bool HasNul => _counts[0] > 0;

    public long HighBytes => Count(b => b >= 0x80);

    /// <summary>C1 control characters would be letters of Windows, which a Unix text does not have.</summary>
    private long Controls => Count(b => b is >= 0x80 and < 0xA0);

    /// <summary>Whether letters beyond ASCII stand in words with letters of ASCII, as in é, which Arabic letters do not.</summary>
    public bool IsWestern => _besideAscii * 2 > HighBytes;

    public bool CanBeIso => Count(b => b >= 0x80 && !DefinedInIso[b]) == 0 && Controls == 0;

    /// <summary>The share of bytes beyond ASCII that are Arabic letters in windows-1256.</summary>
    public double ShareIn1256 => Share(ArabicIn1256);

    public double ShareInIso => Share(ArabicInIso);

    /// <summary>How often a word begins with the article, in windows-1256.</summary>
    public long ArticlesIn1256 => _articles1256;

    public long ArticlesInIso => _articlesIso;

    /// <summary>The letter ya, which is in every second Arabic word: ED in one, EA in the other.</summary>
    public long YaIn1256 => _counts[0xED];

    public long YaInIso => _counts[0xEA];

    /// <summary>Reads the whole file: an encoding that is right for the beginning can be wrong for the rest.</summary>
    public static ByteStatistics Read(Stream file, CancellationToken cancellation)
    {
        var statistics = new ByteStatistics();
        var buffer = new byte[128 * 1024];
        file.Position = 0;
        while (statistics.IsUtf8 && file.Read(buffer) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            statistics._counts[0] += buffer.AsSpan(0, read).Count((byte)0);
            statistics.CheckUtf8(buffer.AsSpan(0, read));
        }

        if (statistics.IsUtf8)
            return statistics;
        statistics._counts[0] = 0;
        file.Position = 0;
        for (var total = 0L; total < MaxCounted && file.Read(buffer) is var read and > 0; total += read)
        {
            cancellation.ThrowIfCancellationRequested();
            statistics.Count(buffer.AsSpan(0, read));
            statistics.CountUtf8(buffer.AsSpan(0, read));
        }

        return statistics;
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            _counts[b]++;
            if (b >= 0x80 ? IsAsciiLetter(_previous) : _previous >= 0x80 && IsAsciiLetter(b))
                _besideAscii++;
            if (_previous == Alef && b is LamIn1256 or LamInIso && !IsLetter(_beforePrevious))
            {
                if (b == LamIn1256)
                    _articles1256++;
                else
                    _articlesIso++;
            }

            (_beforePrevious, _previous) = (_previous, b);
        }
    }

    private void CountUtf8(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var at and >= 0)
        {
            bytes = bytes[at..];
            var isValid = Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done;
            if (isValid)
                _validCharacters++;
            else
                InvalidPlaces++;
            bytes = bytes[length..];
        }
    }

    private void CheckUtf8(ReadOnlySpan<byte> bytes)
    {
        if (_incompleteLength > 0)
        {
            // The character that the last piece began ends in this one.
            while (_incompleteLength < 4 && !bytes.IsEmpty && (bytes[0] & 0xC0) == 0x80)
            {
                _incomplete[_incompleteLength++] = bytes[0];
                bytes = bytes[1..];
            }

            if (bytes.IsEmpty && _incompleteLength < 4)
                return;
            IsUtf8 = Utf8.IsValid(_incomplete.AsSpan(0, _incompleteLength));
            _incompleteLength = 0;
            if (!IsUtf8)
                return;
        }

        var end = bytes.Length;
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80)
                continue;
            if ((b >= 0xF0 && back < 4) || (b >= 0xE0 && back < 3) || (b >= 0xC0 && back < 2))
                end = bytes.Length - back;
            break;
        }

        bytes[end..].CopyTo(_incomplete);
        _incompleteLength = bytes.Length - end;
        IsUtf8 = Utf8.IsValid(bytes[..end]);
    }

    private static bool IsAsciiLetter(byte b) => char.IsAsciiLetter((char)b);

    private static bool IsLetter(byte b) => b is >= 0xC0 or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');

    private double Share(bool[] letters) => HighBytes == 0 ? 0 : (double)Count(b => letters[b]) / HighBytes;

    private long Count(Func<int, bool> predicate) => Enumerable.Range(0, 256).Where(predicate).Sum(b => _counts[b]);

    private static bool[] MarkRanges(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        var marks = new bool[256];
        foreach (var (first, last) in ranges)
            marks.AsSpan(first, last - first + 1).Fill(true);
        return marks;
    }
}
