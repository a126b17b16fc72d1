using System.Buffers;
using System.Text;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Csv;

/// <summary>
/// Splits separated values (RFC 4180) in UTF-8 into rows, in pieces as they arrive. As in Excel, a quotation mark has a meaning only at
/// the beginning of a cell, and what follows the closing one belongs to the cell. Lines may end with CR LF, LF, or CR. Not thread-safe.
/// </summary>
internal sealed class CsvSplitter
{
    public const int MaxRecordBytes = 1 << 20;

    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly byte[] _delimiter;
    private readonly SearchValues<byte> _cellEnds;

    /// <summary>How far the record has been searched, so that a piece that adds to it is not searched twice.</summary>
    private int _searched;

    private int _cellStart;
    private State _state = State.BeforeCell;
    private long _line = 1;
    private long _records;
    private long _linesInRecord;
    private long _quoteLine;
    private bool _lineFeedMayFollow;

    /// <summary>Whether the quoted text so far ends with CR, of which a following LF is a part.</summary>
    private bool _endsWithReturn;

    /// <param name="delimiter">What separates cells.</param>
    public CsvSplitter(char delimiter)
    {
        _delimiter = Encoding.UTF8.GetBytes([delimiter]);
        _cellEnds = SearchValues.Create([_delimiter[0], LineFeed, CarriageReturn]);
    }

    private enum State
    {
        BeforeCell,
        Unquoted,
        Quoted,

        /// <summary>After a quotation mark in a quoted cell: the first of two, or the closing one.</summary>
        AfterQuote,
    }

    /// <summary>Why reading stopped, or null.</summary>
    public CsvFault? Fault { get; private set; }

    /// <summary>The line of the next record.</summary>
    public long Line => _line;

    /// <summary>Reads the next record.</summary>
    /// <param name="bytes">The bytes that earlier calls did not consume, followed by what has arrived since.</param>
    /// <param name="isLast">Whether nothing follows these bytes.</param>
    /// <param name="row">Receives the cells.</param>
    /// <param name="consumed">How many bytes are not needed any more.</param>
    /// <returns>False if no record is complete, or there is a fault.</returns>
    public bool TryRead(ReadOnlySpan<byte> bytes, bool isLast, TableRow row, out int consumed)
    {
        consumed = 0;
        if (Fault is not null)
            return false;
        if (_lineFeedMayFollow && bytes.Length > 0)
        {
            _lineFeedMayFollow = false;
            if (bytes[0] == LineFeed)
            {
                consumed = 1;
                bytes = bytes[1..];
            }
        }

        if (bytes.IsEmpty)
            return false;
        if (_searched == 0)
        {
            row.Clear(_line, _records + 1);
            (_cellStart, _state, _linesInRecord) = (0, State.BeforeCell, 0);
        }

        var end = FindEnd(bytes, isLast, row);
        if (Fault is not null)
            return false;
        if (end < 0)
        {
            CheckLength(bytes.Length);
            return false;
        }

        var length = end < bytes.Length ? end + 1 : end;
        _lineFeedMayFollow = end < bytes.Length && bytes[end] == CarriageReturn;
        if (_lineFeedMayFollow && length < bytes.Length && bytes[length] == LineFeed)
        {
            _lineFeedMayFollow = false;
            length++;
        }

        CheckLength(end);
        consumed += length;
        _line += _linesInRecord + 1;
        _records++;
        _searched = 0;
        return Fault is null;
    }

    private void CheckLength(int length)
    {
        if (length <= MaxRecordBytes)
            return;
        Fault = _state == State.Quoted ? new(CsvFaultKind.UnclosedQuote, _quoteLine) : new(CsvFaultKind.RecordTooLong, _line);
    }

    /// <summary>The index of the line break that ends the record, or of the end of the bytes; -1 if more are needed.</summary>
    private int FindEnd(ReadOnlySpan<byte> bytes, bool isLast, TableRow row)
    {
        var at = _searched;
        while (at < bytes.Length)
        {
            switch (_state)
            {
                case State.BeforeCell:
                    if (bytes[at] == Quote)
                    {
                        (_state, _quoteLine) = (State.Quoted, _line + _linesInRecord);
                        at++;
                        break;
                    }

                    _state = State.Unquoted;
                    goto case State.Unquoted;
                case State.Unquoted:
                    var found = bytes[at..].IndexOfAny(_cellEnds);
                    if (found < 0)
                    {
                        at = bytes.Length;
                        break;
                    }

                    at += found;
                    if (!TryEndCell(bytes, ref at, isLast, row, out var isEnd))
                        return Pause(at);
                    if (isEnd)
                        return at;
                    break;
                case State.Quoted:
                    var quote = bytes[at..].IndexOf(Quote);
                    CountLines(bytes.Slice(at, quote < 0 ? bytes.Length - at : quote));
                    _endsWithReturn &= quote < 0;
                    (at, _state) = quote < 0 ? (bytes.Length, State.Quoted) : (at + quote + 1, State.AfterQuote);
                    break;
                default:
                    if (bytes[at] == Quote)
                    {
                        _state = State.Quoted;
                        at++;
                        break;
                    }

                    _state = State.Unquoted;
                    goto case State.Unquoted;
            }
        }

        if (!isLast)
            return Pause(at);
        if (_state == State.Quoted)
        {
            Fault = new(CsvFaultKind.UnclosedQuote, _quoteLine);
            return -1;
        }

        AddCell(bytes[_cellStart..], row);
        return bytes.Length;
    }

    private int Pause(int at)
    {
        _searched = at;
        return -1;
    }

    /// <param name="at">The first byte of what may end the cell.</param>
    /// <param name="isEnd">Whether the record ends with the cell; then <paramref name="at"/> is the line break.</param>
    /// <returns>False if a fault was found or another byte is needed.</returns>
    private bool TryEndCell(ReadOnlySpan<byte> bytes, ref int at, bool isLast, TableRow row, out bool isEnd)
    {
        isEnd = bytes[at] is LineFeed or CarriageReturn;
        if (!isEnd && _delimiter.Length > 1)
        {
            // The delimiter takes more than one byte, of which the first also begins letters.
            if (bytes.Length - at < _delimiter.Length && !isLast)
                return false;
            if (!bytes[at..].StartsWith(_delimiter))
            {
                at++;
                return true;
            }
        }

        if (row.Count == TableRow.MaxColumns)
        {
            Fault = new(CsvFaultKind.TooManyColumns, _line);
            return false;
        }

        AddCell(bytes[_cellStart..at], row);
        if (isEnd)
            return true;
        at += _delimiter.Length;
        (_cellStart, _state) = (at, State.BeforeCell);
        return true;
    }

    /// <summary>Adds a cell without its quotation marks.</summary>
    private static void AddCell(ReadOnlySpan<byte> raw, TableRow row)
    {
        if (raw.IsEmpty || raw[0] != Quote)
        {
            row.Add(raw);
            return;
        }

        var destination = row.Reserve(raw.Length);
        raw = raw[1..];
        var written = 0;
        while (raw.IndexOf(Quote) is var quote and >= 0)
        {
            raw[..quote].CopyTo(destination[written..]);
            written += quote;
            raw = raw[(quote + 1)..];
            if (raw.IsEmpty || raw[0] != Quote)
                break;
            destination[written++] = Quote;
            raw = raw[1..];
        }

        // What follows the closing mark is kept as it is, other marks included.
        raw.CopyTo(destination[written..]);
        row.AddWritten(written + raw.Length, CellState.Text);
    }

    private void CountLines(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        _linesInRecord += text.Count(LineFeed);
        if (_endsWithReturn && text[0] == LineFeed)
            _linesInRecord--;
        _endsWithReturn = text[^1] == CarriageReturn;
        while (text.IndexOf(CarriageReturn) is var at and >= 0)
        {
            text = text[(at + 1)..];
            if (text.IsEmpty || text[0] != LineFeed)
                _linesInRecord++;
        }
    }
}
