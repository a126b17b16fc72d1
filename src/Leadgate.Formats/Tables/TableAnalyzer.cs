using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>Finds the headers of a table and what its columns mean.</summary>
internal static class TableAnalyzer
{
    /// <summary>As many rows are searched for headers.</summary>
    private const int HeadRows = 25;

    /// <summary>As many rows are searched for samples.</summary>
    private const int SampleRows = 1000;

    private const int Samples = 3;
    private const int MaxSampleLength = 200;
    private const int ShownRows = 10;
    private const int ShownColumns = 500;

    private static readonly BilingualText NoKnownColumn = new(
        "No column is named like a field of a lead. Choose the row with the headers, or the fields of the columns.",
        "لا يوجد عمود باسم حقل من حقول العميل المحتمل. اختر صف العناوين أو حدد حقول الأعمدة."
    );

    private static readonly BilingualText NoHeaderRow = new(
        "The file has no such row. Choose another row with the headers.",
        "لا يوجد هذا الصف في الملف. اختر صفًّا آخر للعناوين."
    );

    /// <param name="table">The table from its beginning.</param>
    public static TableDescription Analyze(ITableReader table, FileChoices choices, CancellationToken cancellation)
    {
        var head = new List<string[]>();
        var wanted = Math.Max(HeadRows, (choices.HeaderRow ?? 0) + 1);
        var pending = default(string[]);
        while (head.Count < wanted && table.Read(cancellation))
        {
            // Rows that a workbook leaves out are blank.
            while (head.Count < wanted && head.Count < table.Row.Number - 1)
                head.Add([]);
            if (head.Count < wanted)
                head.Add(table.Row.ToStrings());
            else
                pending = table.Row.ToStrings();
        }

        var headerRow = choices.HeaderRow ?? (head.Count == 0 ? 0 : HeaderRows.Find(head) + 1);
        if (headerRow > head.Count || headerRow < 0)
            return new(headerRow, [], Show(head, 0), [], NoHeaderRow);
        var headers = headerRow == 0 ? [] : HeaderRows.AddGroups(head, headerRow - 1);
        var data = head.Skip(headerRow).ToList();
        if (pending is not null)
            data.Add(pending);
        var samples = new ColumnSamples(Samples, MaxSampleLength);
        foreach (var row in data)
            samples.Add(row);
        var columns = MatchColumns(headers, samples.Columns, choices);
        var duplicates = ColumnMatching.FindDuplicates(columns).ToList();
        var differing = duplicates.Where(pair => data.Exists(row => Differ(row, pair))).ToHashSet();
        for (var read = data.Count; read < SampleRows && table.Read(cancellation); read++)
        {
            if (table.Row.IsBlank)
                continue;
            var row = table.Row.ToStrings();
            samples.Add(row);
            differing.UnionWith(duplicates.Where(pair => Differ(row, pair)));
        }

        if (samples.Columns > columns.Count)
            columns = MatchColumns(headers, samples.Columns, choices);
        columns = [.. columns.Select(column => column with { Samples = samples[column.Index] })];
        var equal = duplicates.Where(pair => !differing.Contains(pair)).Select(DescribeEqual);
        return new(headerRow, columns, Show(head, headerRow), [.. equal], FindProblem(columns, choices, differing));
    }

    private static IReadOnlyList<FileColumn> MatchColumns(string[] headers, int columns, FileChoices choices)
    {
        var trimmed = Array.FindLastIndex(headers, header => header.Length > 0) + 1;
        var all = new string[Math.Max(trimmed, columns)];
        for (var index = 0; index < all.Length; index++)
            all[index] = index < headers.Length ? headers[index] : "";
        return ColumnMatching.Match(all, choices.Columns, withSynonyms: true);
    }

    private static BilingualText? FindProblem(
        IReadOnlyList<FileColumn> columns,
        FileChoices choices,
        HashSet<(FileColumn First, FileColumn Second)> differing
    )
    {
        if (choices.Columns.Values.FirstOrDefault(target => !ColumnMatching.IsTarget(target)) is { } unknown)
            return DescribeUnknownField(unknown);
        if (choices.Constants.Keys.FirstOrDefault(name => ColumnNames.FindField(name) is null) is { } constant)
            return DescribeUnknownField(constant);
        if (differing.Count > 0)
        {
            var (first, second) = differing.MinBy(pair => pair.Second.Index);
            return ColumnMatching.DescribeDuplicate(first, second);
        }

        return ColumnMatching.HasFields(columns) ? null : NoKnownColumn;
    }

    private static BilingualText DescribeUnknownField(string name) =>
        new($"There is no field {Quote.Value(false, name)}. Choose another.", $"لا يوجد حقل باسم {Quote.Value(true, name)}. اختر غيره.");

    private static BilingualText DescribeEqual((FileColumn First, FileColumn Second) pair) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Columns {pair.First.Index + 1} and {pair.Second.Index + 1} are both {pair.Second.Target} and have the same values."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"العمودان {pair.First.Index + 1} و{pair.Second.Index + 1} كلاهما {BidiText.Ltr(pair.Second.Target!)} وقيمهما متطابقة."
            )
        );

    private static bool Differ(string[] row, (FileColumn First, FileColumn Second) pair) =>
        !string.Equals(At(row, pair.First.Index), At(row, pair.Second.Index), StringComparison.Ordinal);

    private static string At(string[] row, int index) => index < row.Length ? row[index] : "";

    private static List<IReadOnlyList<string>> Show(List<string[]> rows, int headerRow) =>
        [.. rows.Take(Math.Max(ShownRows, headerRow + 3)).Select(row => (string[])[.. row.Take(ShownColumns).Select(Cut)])];

    private static string Cut(string cell) => cell.Length <= MaxSampleLength ? cell : PlainText.Show(cell, MaxSampleLength);
}
