using System.Buffers;
using System.Text;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Csv;

/// <summary>
/// Writes a file of separated values as Excel reads it: UTF-8 with a byte order mark, commas, CRLF, and quotation marks where they are
/// needed (RFC 4180).
/// </summary>
/// <param name="output">Where it is written.</param>
/// <param name="guards">Whether a text that a spreadsheet would take for a formula gets an apostrophe, which the import takes off.</param>
internal sealed class CsvWriter(IBufferWriter<byte> output, bool guards)
{
    /// <summary>Delimiters of other countries too: a program may guess a wrong one.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t|\"\r\n،");

    /// <summary>The bytes that were written.</summary>
    public long Bytes { get; private set; }

    public void WriteHeader(IReadOnlyList<string> names)
    {
        Write(Encoding.UTF8.Preamble);
        WriteRow(names);
    }

    public void WriteRow(IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                Write(","u8);
            WriteCell(cells[i]);
        }

        Write("\r\n"u8);
    }

    private void WriteCell(string cell)
    {
        var isGuarded = guards && FormulaGuard.IsNeeded(cell);
        if (!cell.AsSpan().ContainsAny(Quoted) && !cell.StartsWith(' ') && !cell.EndsWith(' '))
        {
            if (isGuarded)
                Write("'"u8);
            Bytes += Encoding.UTF8.GetBytes(cell, output);
            return;
        }

        Write(isGuarded ? "\"'"u8 : "\""u8);
        var rest = cell.AsSpan();
        while (rest.IndexOf('"') is var quote and >= 0)
        {
            Bytes += Encoding.UTF8.GetBytes(rest[..quote], output);
            Write("\"\""u8);
            rest = rest[(quote + 1)..];
        }

        Bytes += Encoding.UTF8.GetBytes(rest, output);
        Write("\""u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Bytes += bytes.Length;
    }
}
