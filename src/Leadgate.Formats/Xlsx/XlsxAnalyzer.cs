using System.Globalization;
using System.Xml;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Xlsx;

/// <summary>Says what it understands of a workbook.</summary>
internal static class XlsxAnalyzer
{
    /// <summary>As many rows are searched for hidden ones.</summary>
    private const int SearchedRows = 20_000;

    private const int MaxNamed = 10;

    public static FileAnalysis Analyze(Stream file, FileChoices choices, CancellationToken cancellation)
    {
        try
        {
            using var workbook = XlsxWorkbook.Open(file);
            return Analyze(file, workbook, choices, cancellation);
        }
        catch (FileRefusedException e)
        {
            return new FileAnalysis.Refused(e.Refusal);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return new FileAnalysis.Refused(XlsxRefusals.Damaged());
        }
    }

    private static FileAnalysis Analyze(Stream file, XlsxWorkbook workbook, FileChoices choices, CancellationToken cancellation)
    {
        var sheets = workbook.Sheets;
        var visible = sheets.Where(sheet => !sheet.IsHidden).ToList();
        var filled = visible.Where(sheet => HasRows(file, workbook, sheet, cancellation)).Select(sheet => sheet.Name).ToList();
        var isKnown = choices.Sheet is null || FindSheet(sheets, choices.Sheet) is not null;
        var chosen = FindSheet(sheets, isKnown ? choices.Sheet ?? filled.FirstOrDefault() : null);
        if (chosen is null)
            return new FileAnalysis.Refused(XlsxRefusals.NoSheet);
        using var table = new XlsxTableReader(file, chosen.Name, leaveOpen: true, workbook);
        var description = TableAnalyzer.Analyze(table, choices, cancellation);
        for (var row = 0; row < SearchedRows && table.Read(cancellation); row++) { }
        if (table.Refusal is { } refusal)
            return new FileAnalysis.Refused(refusal);
        return new FileAnalysis.Understood(
            new FileDescription
            {
                Format = FileFormat.Xlsx,
                Sheet = chosen.Name,
                Sheets = [.. visible.Select(sheet => sheet.Name)],
                HeaderRow = description.HeaderRow,
                Columns = description.Columns,
                FirstRows = description.FirstRows,
                Notes =
                [
                    .. DescribeSheets(sheets, filled, chosen),
                    .. table.HiddenRows > 0 ? [DescribeHiddenRows(table.HiddenRows)] : (BilingualText[])[],
                    .. description.Notes,
                ],
                Problem = isKnown ? description.Problem : DescribeUnknown(choices.Sheet!),
            }
        );
    }

    /// <summary>What the archive, its compression, and the XML reader throw for a file that is damaged.</summary>
    public static bool IsDamage(Exception e) =>
        e
            is XmlException
                or InvalidDataException
                or EndOfStreamException
                or NotSupportedException
                or ArgumentException
                or OverflowException;

    /// <summary>The sheet with a name, in any case if it must be; the first visible one if no name is given.</summary>
    public static XlsxSheet? FindSheet(IReadOnlyList<XlsxSheet> sheets, string? name) =>
        name is null
            ? sheets.FirstOrDefault(sheet => !sheet.IsHidden) ?? (sheets.Count > 0 ? sheets[0] : null)
            : sheets.FirstOrDefault(sheet => sheet.Name == name)
                ?? sheets.FirstOrDefault(sheet => sheet.Name.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static bool HasRows(Stream file, XlsxWorkbook workbook, XlsxSheet sheet, CancellationToken cancellation)
    {
        using var table = new XlsxTableReader(file, sheet.Name, leaveOpen: true, workbook);
        for (var rows = 0; rows < SearchedRows && table.Read(cancellation); rows++)
        {
            if (!table.Row.IsBlank)
                return true;
        }

        return table.Refusal is not null;
    }

    private static IEnumerable<BilingualText> DescribeSheets(IReadOnlyList<XlsxSheet> sheets, List<string> filled, XlsxSheet chosen)
    {
        var hidden = sheets.Where(sheet => sheet.IsHidden && sheet != chosen).Select(sheet => sheet.Name).ToList();
        if (hidden.Count > 0)
            yield return new($"Hidden sheets are not read: {List(hidden, false)}.", $"لا تُقرأ الأوراق المخفية: {List(hidden, true)}.");
        var others = filled.Where(name => name != chosen.Name).ToList();
        if (others.Count > 0)
        {
            yield return new(
                $"Only the sheet {Quote.Value(false, chosen.Name)} is read; there are rows in {List(others, false)} too.",
                $"لا تُقرأ إلا الورقة {Quote.Value(true, chosen.Name)}، وتوجد صفوف أيضًا في {List(others, true)}."
            );
        }
    }

    private static BilingualText DescribeHiddenRows(int rows) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"Hidden rows are read too; there are {rows}, perhaps because of a filter."),
            string.Create(CultureInfo.InvariantCulture, $"تُقرأ الصفوف المخفية أيضًا، وعددها {rows}، ولعلها مخفية بسبب تصفية.")
        );

    private static BilingualText DescribeUnknown(string sheet) =>
        new(
            $"There is no sheet {Quote.Value(false, sheet)}. Choose another.",
            $"لا توجد ورقة باسم {Quote.Value(true, sheet)}. اختر غيرها."
        );

    private static string List(List<string> names, bool arabic) =>
        string.Join(arabic ? "، " : ", ", names.Take(MaxNamed).Select(name => Quote.Value(arabic, name)))
        + (names.Count > MaxNamed ? "…" : "");
}
