using System.Buffers;
using System.Text;
using Leadgate.Formats.Tables;

namespace Leadgate.Server.Exports;

/// <summary>
/// Writes a file of separated values as Excel reads it: UTF-8 with a byte order mark, commas, CRLF, and quotes where they are needed
/// (RFC 4180).
/// </summary>
/// <param name="output">Where it is written.</param>
/// <param name="guards">Whether a text that a spreadsheet would take for a formula gets an apostrophe, which the import takes off.</param>
internal sealed class CsvOutput(IBufferWriter<byte> output, bool guards)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t|\"\r\n");

    private readonly StringBuilder _line = new();

    /// <summary>The bytes that were written.</summary>
    public long Bytes { get; private set; }

    public void WriteHeader(IEnumerable<string> names)
    {
        output.Write(Encoding.UTF8.Preamble);
        Bytes += Encoding.UTF8.Preamble.Length;
        WriteRow(names);
    }

    public void WriteRow(IEnumerable<string> cells)
    {
        _line.Clear();
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                _line.Append(',');
            isFirst = false;
            WriteCell(cell);
        }

        _line.Append("\r\n");
        foreach (var chunk in _line.GetChunks())
            Bytes += Encoding.UTF8.GetBytes(chunk.Span, output);
    }

    private void WriteCell(string cell)
    {
        var isGuarded = guards && FormulaGuard.IsNeeded(cell);
        var isQuoted = cell.AsSpan().ContainsAny(Quoted) || (cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' '));
        if (isQuoted)
            _line.Append('"');
        if (isGuarded)
            _line.Append('\'');
        if (isQuoted)
            _line.Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _line.Append(cell);
    }
}
