using System.Text;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>The texts that cells refer to by number, in UTF-8 in large pieces: strings would take three times the memory.</summary>
internal sealed class SharedTexts
{
    private const int PieceLength = 1 << 20;

    private readonly List<byte[]> _pieces = [];
    private readonly List<(int Start, int Length)> _texts = [];
    private int _used = PieceLength;

    public int Count => _texts.Count;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var (start, length) = _texts[index];
            return _pieces[start / PieceLength].AsSpan(start % PieceLength, length);
        }
    }

    public static SharedTexts Read(XmlPart part, CancellationToken cancellation)
    {
        var shared = new SharedTexts();
        var text = new char[256];
        while (part.Read())
        {
            if (!part.IsElement("si"))
                continue;
            if (shared.Count % 1024 == 0)
                cancellation.ThrowIfCancellationRequested();
            var length = 0;
            if (!TryReadRuns(part, ref text, ref length))
                throw new FileRefusedException(XlsxRefusals.Malformed);
            shared.Add(text.AsSpan(0, EscapedText.Decode(text.AsSpan(0, length))));
        }

        return shared;
    }

    /// <summary>Appends the text of an item: one text, or runs in different fonts. How it is pronounced is no part of it.</summary>
    /// <returns>False if there is too much text.</returns>
    public static bool TryReadRuns(XmlPart part, ref char[] text, ref int length)
    {
        if (part.Reader.IsEmptyElement)
            return true;
        var depth = part.Reader.Depth;
        while (part.Read() && part.Reader.Depth > depth)
        {
            if (part.IsElement("rPh") || part.IsElement("rPr"))
                part.SkipElement();
            else if (part.IsElement("t") && !part.AppendText(ref text, ref length, XlsxLimits.MaxCellLength))
                return false;
        }

        return true;
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (PieceLength - _used < size)
        {
            _pieces.Add(new byte[PieceLength]);
            _used = 0;
        }

        if (((long)_pieces.Count * PieceLength) > XlsxLimits.MaxSharedTextBytes || Count >= XlsxLimits.MaxSharedTexts)
            throw new FileRefusedException(XlsxRefusals.TooManyTexts);
        Encoding.UTF8.GetBytes(text, _pieces[^1].AsSpan(_used));
        _texts.Add((((_pieces.Count - 1) * PieceLength) + _used, size));
        _used += size;
    }
}
