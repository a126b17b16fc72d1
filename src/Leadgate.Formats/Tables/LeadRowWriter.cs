using System.Buffers;
using System.Text;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;

namespace Leadgate.Formats.Tables;

/// <summary>
/// Writes the rows of a table as the JSON that a sender could have sent. Its memory is used again for the next row. Not thread-safe.
/// </summary>
internal sealed class LeadRowWriter : IDisposable
{
    private readonly ColumnPlan[] _columns;
    private readonly ColumnPlan[] _ofLead;
    private readonly ColumnPlan[] _ofVehicle;
    private readonly ColumnPlan[] _others;
    private readonly int _phoneCode;
    private readonly int _country;
    private readonly int _rowKey;
    private readonly List<Constant> _leadConstants = [];
    private readonly List<Constant> _vehicleConstants = [];
    private readonly byte[] _defaultCode = [];
    private readonly byte[] _defaultCountry = [];
    private readonly PhoneCell _phones = new();
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly List<CellFault> _faults = [];

    /// <summary>The fields of the lead that the row has a value or a fault for, by their ordinal.</summary>
    private readonly bool[] _written = new bool[LeadFields.All.Count];

    private readonly bool[] _writtenOfVehicle = new bool[VehicleFields.All.Count];

    /// <param name="columns">What is done with each column.</param>
    /// <param name="constants">The value of a field, by its name, for every row that has none of its own.</param>
    public LeadRowWriter(IReadOnlyList<ColumnPlan> columns, IReadOnlyDictionary<string, string> constants)
    {
        _columns = [.. columns];
        _ofLead = [.. columns.Where(column => column.Kind is ColumnKind.Lead or ColumnKind.PhoneCode)];
        _ofVehicle = [.. columns.Where(column => column.Kind == ColumnKind.Vehicle)];
        _others = [.. columns.Where(column => column.Kind is ColumnKind.Phone or ColumnKind.FullName or ColumnKind.Extra)];
        _phoneCode = Find(column => column.Kind == ColumnKind.PhoneCode);
        _country = Find(column => ReferenceEquals(column.Field, LeadFields.CustomerCountry));
        _rowKey = Find(column => column.Kind == ColumnKind.RowKey);
        _json = new Utf8JsonWriter(_output, WireJson.WriterOptions);
        foreach (var (name, value) in constants)
        {
            if (string.IsNullOrWhiteSpace(value) || ColumnNames.FindField(name) is not { } field)
                continue;
            var constant = new Constant(field, JsonEncodedText.Encode(field.Name), Encoding.UTF8.GetBytes(value));
            (ColumnNames.IsOfVehicle(field) ? _vehicleConstants : _leadConstants).Add(constant);
            if (ReferenceEquals(field, LeadFields.PhoneCode))
                _defaultCode = constant.Value;
            if (ReferenceEquals(field, LeadFields.CustomerCountry))
                _defaultCountry = constant.Value;
        }
    }

    /// <summary>The lead that was written last.</summary>
    public ReadOnlyMemory<byte> Json => _output.WrittenMemory;

    /// <summary>What the row that was written last could not give.</summary>
    public IReadOnlyList<CellFault> Faults => _faults;

    /// <summary>The key of the row that was written last, or null.</summary>
    public string? RowKey { get; private set; }

    public void Write(TableRow row)
    {
        _output.ResetWrittenCount();
        _json.Reset();
        _faults.Clear();
        Array.Clear(_written);
        Array.Clear(_writtenOfVehicle);
        RowKey = _rowKey < 0 || CellText.IsBlank(row[_rowKey]) ? null : Encoding.UTF8.GetString(row[_rowKey]).Trim();
        _json.WriteStartObject();
        foreach (var column in _ofLead)
            WriteText(row, column, _written);
        foreach (var column in _others)
            WriteOther(row, column);
        WriteVehicles(row);
        for (var column = _columns.Length; column < row.Count; column++)
            WriteExtraCell(row, column);
        foreach (var constant in _leadConstants)
        {
            if (!_written[constant.Field.Ordinal])
                WriteConstant(constant);
        }

        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    private int Find(Func<ColumnPlan, bool> predicate) => Array.FindIndex(_columns, column => predicate(column));

    /// <summary>The text of a cell without what others have put before it.</summary>
    private static ReadOnlySpan<byte> GetText(TableRow row, ColumnPlan column)
    {
        var text = FormulaGuard.Remove(row[column.Index]);
        return column.Prefix.Length > 0 && text.StartsWith(column.Prefix) ? text[column.Prefix.Length..] : text;
    }

    private void WriteText(TableRow row, ColumnPlan column, bool[] written)
    {
        var text = GetText(row, column);
        var hasFault = column.Field is not null && CheckCell(row, column, text);
        if (CellText.IsBlank(text))
        {
            if (hasFault)
                written[column.Field!.Ordinal] = true;
            return;
        }

        if (column.Field is not null)
            written[column.Field.Ordinal] = true;
        if (column.IsIdentifier && !hasFault && ScientificNumber.TryRead(text, out var whole))
            _json.WriteString(column.Name, whole);
        else
            _json.WriteString(column.Name, text);
    }

    /// <summary>Whether the cell did not give its value; the fault is added.</summary>
    private bool CheckCell(TableRow row, ColumnPlan column, ReadOnlySpan<byte> text)
    {
        var code = row.GetState(column.Index) switch
        {
            CellState.PrecisionLost => IssueCode.PrecisionLost,
            CellState.NoCachedValue => IssueCode.NoCachedValue,
            CellState.Unreadable => IssueCode.UnreadableCell,
            _ => null,
        };
        string? suggestion = null;
        if (code is null && column.IsIdentifier && ScientificNumber.TryRead(text, out var whole) && whole is null)
            code = IssueCode.PrecisionLost;
        if (code is null && column.IsDate && ExcelDate.Guess(text, row.CountsFrom1904) is { } date)
            (code, suggestion) = (IssueCode.InvalidDate, date);
        if (code is null)
            return false;
        _faults.Add(new CellFault(column.Field!, code, column.Kind == ColumnKind.Vehicle ? 0 : null, suggestion));
        return true;
    }

    private void WriteOther(TableRow row, ColumnPlan column)
    {
        switch (column.Kind)
        {
            case ColumnKind.Phone:
                WritePhone(row, column);
                break;
            case ColumnKind.FullName:
                WriteFullName(row, column);
                break;
            default:
                WriteExtra(row, column);
                break;
        }
    }

    private void WritePhone(TableRow row, ColumnPlan column)
    {
        var text = GetText(row, column);
        var hasFault = CheckCell(row, column, text);
        if (CellText.IsBlank(text))
        {
            _written[column.Field!.Ordinal] |= hasFault;
            return;
        }

        _written[column.Field!.Ordinal] = true;
        if (!hasFault && ScientificNumber.TryRead(text, out var whole) && whole is not null)
            text = Encoding.ASCII.GetBytes(whole);
        var rowCode = _phoneCode < 0 || CellText.IsBlank(row[_phoneCode]) ? default : FormulaGuard.Remove(row[_phoneCode]);
        var country = _country < 0 || CellText.IsBlank(row[_country]) ? _defaultCountry : row[_country];
        if (hasFault || !_phones.TryRead(text, rowCode, _defaultCode, country, out var code, out var number))
        {
            _json.WriteString(column.Name, text);
            return;
        }

        _json.WriteString(column.Name, number);
        if (code is null)
            return;
        _json.WriteString(LeadFields.PhoneCode.Name, code.Label);
        _written[LeadFields.PhoneCode.Ordinal] = true;
    }

    private void WriteFullName(TableRow row, ColumnPlan column)
    {
        var text = GetText(row, column);
        if (CheckCell(row, column, text))
            _written[column.Field!.Ordinal] = true;
        if (CellText.IsBlank(text))
            return;
        var (first, rest) = WholeName.Divide(text);
        _json.WriteString(column.Name, first);
        _written[column.Field!.Ordinal] = true;
        if (rest.Length == 0)
            return;
        _json.WriteString("lastName"u8, rest);
        _written[ColumnNames.FindField("lastName")!.Ordinal] = true;
    }

    /// <summary>The members of a JSON object become properties of the lead; any other text is kept as it is.</summary>
    private void WriteExtra(TableRow row, ColumnPlan column)
    {
        var text = GetText(row, column).Trim(" \t\r\n"u8);
        if (CellText.IsBlank(text))
            return;
        if (text[0] != (byte)'{' || JsonSyntax.FindFault(text) is not null)
        {
            _json.WriteString(column.Name, text);
            return;
        }

        var reader = new Utf8JsonReader(text);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _json.WritePropertyName(reader.GetString()!);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _json.WriteRawValue(text[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }
    }

    private void WriteVehicles(TableRow row)
    {
        var hasAll = false;
        foreach (var column in _columns)
        {
            if (column.Kind == ColumnKind.Vehicles)
                hasAll |= WriteAllVehicles(row, column);
        }

        if ((hasAll || _vehicleConstants.Count == 0) && !HasVehicle(row))
            return;
        _json.WriteStartArray(LeadFields.Vehicles.NameUtf8);
        _json.WriteStartObject();
        foreach (var column in _ofVehicle)
            WriteText(row, column, _writtenOfVehicle);
        foreach (var constant in _vehicleConstants)
        {
            if (!_writtenOfVehicle[constant.Field.Ordinal] && !hasAll)
                WriteConstant(constant);
        }

        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private bool HasVehicle(TableRow row)
    {
        foreach (var column in _ofVehicle)
        {
            if (row.GetState(column.Index) != CellState.Text || !CellText.IsBlank(row[column.Index]))
                return true;
        }

        return false;
    }

    /// <returns>Whether the row has vehicles in this column.</returns>
    private bool WriteAllVehicles(TableRow row, ColumnPlan column)
    {
        var text = GetText(row, column).Trim(" \t\r\n"u8);
        if (CheckCell(row, column, text) | CellText.IsBlank(text))
            return false;
        _written[column.Field!.Ordinal] = true;
        if (text[0] is (byte)'[' or (byte)'{' && JsonSyntax.FindFault(text) is null)
        {
            _json.WritePropertyName(column.Name);
            _json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            _json.WriteString(column.Name, text);
        }

        return true;
    }

    /// <summary>A row can be longer than the row of headers.</summary>
    private void WriteExtraCell(TableRow row, int column)
    {
        if (!CellText.IsBlank(row[column]))
            _json.WriteString(ColumnPlan.ExtraName(column), row[column]);
    }

    private void WriteConstant(Constant constant) => _json.WriteString(constant.Name, constant.Value);

    private sealed record Constant(LeadField Field, JsonEncodedText Name, byte[] Value);
}
