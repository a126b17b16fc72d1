using System.Buffers;
using System.Text;
using Leadgate.Formats.Csv;

namespace Leadgate.Server.Exports;

/// <summary>Writes the rows of an export in its format.</summary>
internal sealed class ExportOutput
{
    private readonly IBufferWriter<byte> _output;
    private readonly CsvWriter? _csv;
    private long _bytes;
    private long _before;

    public ExportOutput(IBufferWriter<byte> output, ExportOptions options, IReadOnlyList<string> headers)
    {
        _output = output;
        if (options.Format != ExportFormat.Csv)
            return;
        _csv = new CsvWriter(output, options.Guards);
        _csv.WriteHeader(headers);
    }

    /// <summary>Writes a row.</summary>
    /// <returns>The bytes since the piece began.</returns>
    public long Write(IReadOnlyList<string> cells)
    {
        if (_csv is not null)
        {
            _csv.WriteRow(cells);
            _bytes = _csv.Bytes;
        }
        else
        {
            // Between the tokens of JSON, line breaks mean nothing; within strings there are none.
            var line = cells[0].Replace('\n', ' ').Replace('\r', ' ');
            _bytes += Encoding.UTF8.GetBytes(line, _output) + 1;
            _output.Write("\n"u8);
        }

        return _bytes - _before;
    }

    public void BeginPiece() => _before = _bytes;
}
