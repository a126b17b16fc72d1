using System.Globalization;
using System.Text.Unicode;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Csv;

/// <summary>
/// Reads a bulk of separated values as it arrives. Nobody looks at what was understood, so a column has to be named as its field is; what
/// other words probably mean is only said in warnings, as for JSON.
/// </summary>
internal sealed class CsvBulkReader(BulkLeads leads) : IBulkReader, IDisposable
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly TableRow _row = new();
    private CsvSplitter? _splitter;
    private LeadRowWriter? _writer;

    public BulkRefusal? Refusal { get; private set; }

    public ValidatedBulk? Bulk { get; private set; }

    public int LeadCount => leads.Count;

    public long MemoryOfLeads => leads.MemoryUsed;

    public int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var consumed = 0;
        if (_splitter is null && !TryBegin(bytes, isLast, out consumed))
            return 0;
        while (Refusal is null)
        {
            var isRead = _splitter!.TryRead(bytes[consumed..], isLast, _row, out var length);
            if (isRead && !Utf8.IsValid(bytes.Slice(consumed, length)))
                Refusal = RefuseEncoding(_row.Line);
            else if (isRead)
                AddRow();
            consumed += length;
            if (!isRead && (length == 0 || consumed == bytes.Length))
                break;
        }

        if (_splitter!.Fault is { } fault)
            Refusal ??= Refuse(fault.Describe());
        if (isLast && Refusal is null)
            Finish();
        return consumed;
    }

    public void Discard()
    {
        Dispose();
        leads.Discard();
    }

    public void Dispose() => _writer?.Dispose();

    /// <summary>The delimiter follows from the first line, of which more may have to arrive.</summary>
    private bool TryBegin(ReadOnlySpan<byte> bytes, bool isLast, out int skipped)
    {
        skipped = 0;
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0 && !isLast && bytes.Length <= CsvSplitter.MaxRecordBytes)
            return false;
        var line = end < 0 ? bytes : bytes[..end];
        skipped = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        _splitter = new CsvSplitter(CsvDelimiter.Find(line[skipped..], isWhole: true));
        return true;
    }

    private void AddRow()
    {
        if (_row.IsBlank || (_writer is null && IsDeclaration()))
            return;
        if (_writer is null)
        {
            ReadHeaders();
            return;
        }

        _writer.Write(_row);
        Refusal = leads.TryAdd(_writer.Json.Span, _writer.Faults, (int)Math.Min(_row.Line, int.MaxValue));
    }

    /// <summary>A first line <c>sep=;</c>.</summary>
    private bool IsDeclaration() => _row.Number == 1 && _row[0].StartsWith("sep="u8);

    private void ReadHeaders()
    {
        string[] headers = [.. _row.ToStrings().Select(ColumnName.Show)];
        var columns = ColumnMatching.Match(headers, new Dictionary<int, string?>(), withSynonyms: false);
        var duplicates = ColumnMatching.FindDuplicates(columns).ToList();
        if (duplicates.Count > 0)
            Refusal = Refuse(ColumnMatching.DescribeDuplicate(duplicates[0].First, duplicates[0].Second));
        else if (!ColumnMatching.HasFields(columns))
            Refusal = Refuse(NoKnownColumn);
        else
            _writer = new LeadRowWriter(ColumnPlan.Create(columns, withPrefixes: false), leads.Defaults.Values);
    }

    private void Finish()
    {
        Dispose();
        if (leads.Count == 0)
            Refusal = Refuse(NoRows);
        else
            Bulk = leads.ToBulk();
    }

    private static BilingualText NoKnownColumn { get; } =
        new(
            "No column is named like a field of a lead. Send a row of headers first, such as leadType,firstName,phoneNumber.",
            $"لا يوجد عمود باسم حقل من حقول العميل المحتمل. أرسل أولًا صف العناوين، مثل {BidiText.Ltr("leadType,firstName,phoneNumber")}."
        );

    private static BilingualText NoRows { get; } =
        new(
            "The body has no lead. Send a row of headers, and one row for each lead.",
            "ليس في المحتوى أي عميل محتمل. أرسل صف العناوين ثم صفًّا لكل عميل محتمل."
        );

    private static BulkRefusal RefuseEncoding(long line) =>
        Refuse(
            new(
                string.Create(CultureInfo.InvariantCulture, $"Line {line} is not encoded in UTF-8. Send it in UTF-8, or as an import."),
                string.Create(CultureInfo.InvariantCulture, $"السطر {line} ليس بترميز UTF-8. أرسل الملف للاستيراد أو بترميز UTF-8.")
            )
        );

    private static BulkRefusal Refuse(BilingualText reason) => new(ProblemType.NotABulk, reason.English, reason.Arabic);
}
