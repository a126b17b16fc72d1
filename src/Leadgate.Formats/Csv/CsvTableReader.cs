using System.Text.Unicode;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Csv;

/// <summary>Reads a file of separated values.</summary>
internal sealed class CsvTableReader : ITableReader
{
    private const int InitialBuffer = 128 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly Stream _file;
    private readonly Stream _utf8;
    private readonly bool _leaveOpen;
    private readonly CsvSplitter _splitter;
    private byte[] _buffer = new byte[InitialBuffer];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _hasBegun;

    /// <param name="file">The file.</param>
    /// <param name="utf8">The same as UTF-8.</param>
    /// <param name="delimiter">What separates cells.</param>
    /// <param name="leaveOpen">Whether the file stays open.</param>
    public CsvTableReader(Stream file, Stream utf8, char delimiter, bool leaveOpen = false)
    {
        (_file, _utf8, _leaveOpen) = (file, utf8, leaveOpen);
        _splitter = new CsvSplitter(delimiter);
    }

    public TableRow Row { get; } = new();

    public FileRefusal? Refusal => _splitter.Fault?.ToRefusal();

    public long Position => _file.CanSeek ? _file.Position : 0;

    public bool Read(CancellationToken cancellation)
    {
        if (!_hasBegun)
            Begin();
        while (true)
        {
            var isRead = _splitter.TryRead(_buffer.AsSpan(_start, _end - _start), _isAtEnd, Row, out var consumed);
            if (isRead && !Utf8.IsValid(_buffer.AsSpan(_start, consumed)))
                Row.ReplaceInvalid();
            _start += consumed;
            if (isRead)
                return true;
            if (_splitter.Fault is not null || (_isAtEnd && _start == _end))
                return false;
            if (_isAtEnd && consumed == 0)
                return false;
            cancellation.ThrowIfCancellationRequested();
            if (!_isAtEnd)
                Fill();
        }
    }

    public void Dispose()
    {
        if (_utf8 != _file)
            _utf8.Dispose();
        if (!_leaveOpen)
            _file.Dispose();
    }

    private void Begin()
    {
        _hasBegun = true;
        while (_end < ByteOrderMark.Length && !_isAtEnd)
            Fill();
        if (_buffer.AsSpan(0, _end).StartsWith(ByteOrderMark))
            _start = ByteOrderMark.Length;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _utf8.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
    }
}
