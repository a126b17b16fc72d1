using System.Globalization;
using System.Text;
using System.Xml;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Xlsx;

/// <summary>Reads a sheet of a workbook row by row, as it is inflated.</summary>
/// <param name="file">The workbook.</param>
/// <param name="sheet">The name of the sheet; null for the first one that is visible.</param>
/// <param name="leaveOpen">Whether the file stays open.</param>
/// <param name="opened">The workbook, if it is open already; it stays open.</param>
internal sealed class XlsxTableReader(Stream file, string? sheet, bool leaveOpen, XlsxWorkbook? opened = null) : ITableReader
{
    private readonly bool _ownsWorkbook = opened is null;
    private XlsxWorkbook? _workbook = opened;
    private XmlPart? _part;
    private XlsxSheet? _sheet;
    private long _begin = -1;
    private long _position;
    private long _row;
    private bool _isInData;
    private bool _isAtEnd;
    private MergedCells? _merged;
    private char[] _value = new char[256];
    private int _valueLength;

    public TableRow Row { get; private set; } = new();

    public FileRefusal? Refusal { get; private set; }

    public long Position => _position;

    /// <summary>How many of the rows that were read are hidden in Excel.</summary>
    public int HiddenRows { get; private set; }

    public BilingualText? DescribeEnd(long headerRow) => _merged?.Describe(headerRow);

    public bool Read(CancellationToken cancellation)
    {
        if (_isAtEnd)
            return false;
        try
        {
            _part ??= Open(cancellation);
            if (ReadRow(cancellation))
                return true;
        }
        catch (FileRefusedException e)
        {
            Refusal = e.Refusal;
        }
        catch (Exception e) when (XlsxAnalyzer.IsDamage(e))
        {
            Refusal = XlsxRefusals.Damaged(_row);
        }

        _isAtEnd = true;
        if (Refusal is null)
            _position = file.Length;
        return false;
    }

    public void Dispose()
    {
        _part?.Dispose();
        if (_ownsWorkbook)
            _workbook?.Dispose();
        if (!leaveOpen)
            file.Dispose();
    }

    private XmlPart Open(CancellationToken cancellation)
    {
        _workbook ??= XlsxWorkbook.Open(file);
        _sheet = XlsxAnalyzer.FindSheet(_workbook.Sheets, sheet) ?? throw new FileRefusedException(XlsxRefusals.NoSheet);
        Row = new TableRow { CountsFrom1904 = _workbook.CountsFrom1904 };
        _workbook.GetSharedTexts(cancellation);
        return _workbook.OpenSheet(_sheet);
    }

    private bool ReadRow(CancellationToken cancellation)
    {
        var part = _part!;
        while (part.Read())
        {
            var reader = part.Reader;
            if (!_isInData)
            {
                _isInData = part.IsElement("sheetData") && !reader.IsEmptyElement;
                continue;
            }

            if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "sheetData")
            {
                _merged = MergedCells.Read(part);
                return false;
            }

            if (!part.IsElement("row"))
                continue;
            if (_row % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Advance();
            }

            BeginRow(part);
            ReadCells(part);
            return true;
        }

        // A part that ends within the data was cut off; the reader has thrown then.
        return false;
    }

    /// <summary>The place in the sheet, as a part of the whole file, which has other parts before and after it.</summary>
    private void Advance()
    {
        if (_begin < 0)
            _begin = file.Position;
        var length = Math.Max(1, _workbook!.GetCompressedLength(_sheet!));
        var share = Math.Clamp((double)(file.Position - _begin) / length, 0, 1);
        _position = Math.Max(_position, (long)(share * file.Length));
    }

    private void BeginRow(XmlPart part)
    {
        var reader = part.Reader;
        var number = _row + 1;
        var isHidden = false;
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "r" && !IsNext(reader.Value, out number))
                throw new FileRefusedException(XlsxRefusals.WrongRow(reader.Value, _row));
            if (reader.LocalName == "hidden")
                isHidden = reader.Value is "1" or "true";
        }

        reader.MoveToElement();
        if (number > XlsxLimits.MaxRows)
            throw new FileRefusedException(XlsxRefusals.WrongRow(number.ToString(CultureInfo.InvariantCulture), _row));
        _row = number;
        if (isHidden)
            HiddenRows++;
        Row.Clear(_row, _row);
    }

    private bool IsNext(string value, out long number) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > _row && number <= XlsxLimits.MaxRows;

    private void ReadCells(XmlPart part)
    {
        if (part.Reader.IsEmptyElement)
            return;
        var depth = part.Reader.Depth;
        var next = 0;
        while (part.Read() && part.Reader.Depth > depth)
        {
            if (part.IsElement("c"))
                ReadCell(part, ref next);
        }
    }

    private void ReadCell(XmlPart part, ref int next)
    {
        var reader = part.Reader;
        var (column, style, type) = (next, 0, CellType.Number);
        while (reader.MoveToNextAttribute())
        {
            switch (reader.LocalName)
            {
                case "r":
                    var reference = reader.Value;
                    if (!CellReference.TryRead(reference, _row, out column))
                        throw new FileRefusedException(XlsxRefusals.WrongReference(reference, _row));
                    break;
                case "s":
                    style = int.TryParse(reader.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;
                    break;
                case "t":
                    type = GetType(reader.Value);
                    break;
            }
        }

        reader.MoveToElement();
        if (column < next || column >= TableRow.MaxColumns)
            throw new FileRefusedException(XlsxRefusals.WrongReference($"column {column + 1}", _row));
        next = column + 1;
        if (reader.IsEmptyElement)
            return;
        _valueLength = 0;
        var (hasValue, hasFormula) = ReadContent(part, type);
        if (hasValue ? _valueLength > 0 || type == CellType.Number : hasFormula)
            AddCell(column, style, type, hasValue);
    }

    private (bool HasValue, bool HasFormula) ReadContent(XmlPart part, CellType type)
    {
        var (hasValue, hasFormula) = (false, false);
        var depth = part.Reader.Depth;
        var fits = true;
        while (part.Read() && part.Reader.Depth > depth)
        {
            if (part.Reader.NodeType != XmlNodeType.Element)
                continue;
            switch (part.Reader.LocalName)
            {
                case "v":
                    hasValue = true;
                    fits = part.AppendText(ref _value, ref _valueLength, XlsxLimits.MaxCellLength);
                    break;
                case "is" when type == CellType.InlineText:
                    hasValue = true;
                    fits = SharedTexts.TryReadRuns(part, ref _value, ref _valueLength);
                    break;
                case "f":
                    hasFormula = true;
                    part.SkipElement();
                    break;
                default:
                    part.SkipElement();
                    break;
            }

            if (!fits)
                throw new FileRefusedException(XlsxRefusals.CellTooLong(_row));
        }

        return (hasValue, hasFormula);
    }

    private void AddCell(int column, int style, CellType type, bool hasValue)
    {
        Row.SkipTo(column);
        var value = _value.AsSpan(0, _valueLength);
        if (!hasValue)
        {
            Row.Add(default, CellState.NoCachedValue);
            return;
        }

        switch (type)
        {
            case CellType.SharedText:
                AddSharedText(value);
                break;
            case CellType.Text or CellType.InlineText:
                AddText(value[..EscapedText.Decode(value)], CellState.Text);
                break;
            case CellType.Boolean:
                AddText(
                    value is "1" or "true" ? "TRUE"
                        : value is "0" or "false" ? "FALSE"
                        : value,
                    CellState.Text
                );
                break;
            case CellType.Error:
                AddText(value, CellState.Unreadable);
                break;
            case CellType.Date:
                AddText(value, CellState.Text);
                break;
            default:
                AddNumber(value.Trim(), style);
                break;
        }
    }

    private void AddSharedText(ReadOnlySpan<char> value)
    {
        var texts = _workbook!.GetSharedTexts(CancellationToken.None);
        if (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < texts.Count)
            Row.Add(texts[index]);
        else
            AddText(value, CellState.Unreadable);
    }

    private void AddNumber(ReadOnlySpan<char> value, int style)
    {
        if (value.IsEmpty)
            return;
        var state = NumberText.Format(value, _workbook!.Styles[style], Row.CountsFrom1904, out var text);
        AddText(text ?? value, state);
    }

    private void AddText(ReadOnlySpan<char> text, CellState state)
    {
        var destination = Row.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Row.AddWritten(Encoding.UTF8.GetBytes(text, destination), state);
    }

    private static CellType GetType(string type) =>
        type switch
        {
            "s" => CellType.SharedText,
            "str" => CellType.Text,
            "inlineStr" => CellType.InlineText,
            "b" => CellType.Boolean,
            "e" => CellType.Error,
            "d" => CellType.Date,
            _ => CellType.Number,
        };

    private enum CellType
    {
        Number,
        SharedText,
        Text,
        InlineText,
        Boolean,
        Error,
        Date,
    }
}
