using Leadgate.Formats.Tables;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Leadgate.Formats.Xlsx;

/// <summary>
/// Writes a workbook row by row. All cells are texts: nothing is a formula, and no number loses a zero. What does not fit into one sheet
/// goes on in another.
/// </summary>
internal sealed class XlsxWriter : IAsyncDisposable
{
    private const string Cut = "… (cut off: a workbook holds 32,767 characters in a cell; use CSV)";

    private readonly Spreadsheet _spreadsheet;
    private readonly string _sheet;
    private readonly string[] _headers;
    private readonly StyleId _headerStyle;
    private readonly List<DataCell> _cells = [];
    private int _sheets;
    private int _rows;

    private XlsxWriter(Spreadsheet spreadsheet, string sheet, IReadOnlyList<string> headers)
    {
        (_spreadsheet, _sheet, _headers) = (spreadsheet, sheet, [.. headers.Select(Escape)]);
        _headerStyle = spreadsheet.AddStyle(new Style { Font = { Bold = true } });
    }

    /// <param name="output">Where it is written; it stays open.</param>
    /// <param name="sheet">The name of the sheet, of at most 27 characters.</param>
    /// <param name="headers">The first row.</param>
    public static async Task<XlsxWriter> CreateAsync(
        Stream output,
        string sheet,
        IReadOnlyList<string> headers,
        CancellationToken cancellation
    )
    {
        var options = new SpreadCheetahOptions { PreserveStringWhitespace = true };
        var writer = new XlsxWriter(await Spreadsheet.CreateNewAsync(output, options, cancellation), sheet, headers);
        await writer.StartSheetAsync(cancellation);
        return writer;
    }

    public async ValueTask WriteRowAsync(IReadOnlyList<string> cells, CancellationToken cancellation)
    {
        if (_rows == XlsxLimits.MaxRows)
            await StartSheetAsync(cancellation);
        _cells.Clear();
        foreach (var cell in cells)
            _cells.Add(cell.Length == 0 ? default : new DataCell(Escape(cell)));
        await _spreadsheet.AddRowAsync(_cells, cancellation);
        _rows++;
    }

    /// <summary>Completes the file. Without it, the file is damaged.</summary>
    public ValueTask FinishAsync(CancellationToken cancellation) => _spreadsheet.FinishAsync(cancellation);

    public ValueTask DisposeAsync() => _spreadsheet.DisposeAsync();

    private async ValueTask StartSheetAsync(CancellationToken cancellation)
    {
        _sheets++;
        var name = _sheets == 1 ? _sheet : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_sheet} {_sheets}");
        await _spreadsheet.StartWorksheetAsync(name, new WorksheetOptions { FrozenRows = 1 }, cancellation);
        await _spreadsheet.AddHeaderRowAsync(_headers, _headerStyle, cancellation);
        _rows = 1;
    }

    private static string Escape(string text)
    {
        if (FormulaGuard.IsNeededInWorkbook(text))
            text = "'" + text;
        var escaped = EscapedText.Encode(text);
        if (escaped.Length <= XlsxLimits.MaxCellLength)
            return escaped;
        var length = XlsxLimits.MaxCellLength - Cut.Length;
        while (EscapedText.Encode(text[..Math.Min(length, text.Length)]).Length > XlsxLimits.MaxCellLength - Cut.Length)
            length = length * 3 / 4;
        return EscapedText.Encode(text[..Math.Min(length, text.Length)]) + Cut;
    }
}
