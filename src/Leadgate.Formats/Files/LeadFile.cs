using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Formats.Adf;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Mail;
using Leadgate.Formats.Ndjson;
using Leadgate.Formats.Tables;
using Leadgate.Formats.Text;
using Leadgate.Formats.Xlsx;

namespace Leadgate.Formats.Files;

/// <summary>Opens files to read their leads.</summary>
internal static class LeadFile
{
    /// <param name="file">A stream that can seek; it is read from its beginning, and closed by the reader.</param>
    /// <param name="description">What was understood of the file, and has no problem.</param>
    /// <param name="choices">What a person has chosen in place of it.</param>
    /// <param name="catalog">The lists that prospects of ADF are understood by.</param>
    /// <param name="edits">The cells that a person has corrected, by the row from 0; null if there are none.</param>
    public static ILeadFileReader Open(
        Stream file,
        FileDescription description,
        FileChoices choices,
        ListCatalog catalog,
        ILookup<long, CellEdit>? edits = null
    )
    {
        var reader = OpenAsItIs(file, description, choices, catalog);
        return choices.Replacements.Count == 0 && edits is not { Count: > 0 }
            ? reader
            : new CorrectedFileReader(reader, new ValueRules(choices.Replacements), edits);
    }

    private static ILeadFileReader OpenAsItIs(Stream file, FileDescription description, FileChoices choices, ListCatalog catalog) =>
        description.Format switch
        {
            FileFormat.Csv => OpenTable(OpenCsv(file, description, choices), description, choices),
            FileFormat.Ndjson => new NdjsonFileReader(file, choices),
            FileFormat.Adf => new AdfFileReader(file, choices, catalog),
            FileFormat.Mail => new MailFileReader(file, choices, catalog),
            FileFormat.Xlsx => OpenTable(
                new XlsxTableReader(file, choices.Sheet ?? description.Sheet, leaveOpen: false),
                description,
                choices
            ),
            _ => throw new NotSupportedException($"{description.Format} is not read here."),
        };

    private static CsvTableReader OpenCsv(Stream file, FileDescription description, FileChoices choices)
    {
        var encoding = FileEncodings.Find(choices.Encoding ?? description.Encoding ?? "") ?? FileEncodings.Utf8;
        return CsvAnalyzer.Open(file, encoding, choices.Delimiter ?? description.Delimiter ?? ',', leaveOpen: false);
    }

    private static TableLeadReader OpenTable(ITableReader table, FileDescription description, FileChoices choices)
    {
        var columns = description.Columns.Select(column =>
            choices.Columns.TryGetValue(column.Index, out var target) ? column with { Target = target } : column
        );
        var plans = ColumnPlan.Create([.. columns], withPrefixes: true);
        return new TableLeadReader(table, choices.HeaderRow ?? description.HeaderRow ?? 0, new LeadRowWriter(plans, choices.Constants));
    }
}
