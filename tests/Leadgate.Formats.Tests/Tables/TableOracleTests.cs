using System.Globalization;
using System.Text;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Tables;
using Leadgate.Formats.Tests.Support;
using Leadgate.Formats.Xlsx;
using MiniExcelLibs;
using nietras.SeparatedValues;

namespace Leadgate.Formats.Tests.Tables;

/// <summary>Other readers read the same rows.</summary>
public sealed class TableOracleTests
{
    [Fact]
    public void Well_formed_separated_values_are_split_as_Sep_splits_them()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder("a;b;c\n");
            for (var row = 0; row < 20; row++)
                text.AppendJoin(';', Enumerable.Range(0, 3).Select(_ => MakeCell(random))).Append('\n');
            using var reader = Sep.New(';')
                .Reader(options => options with { HasHeader = false, Unescape = true })
                .FromText(text.ToString());
            var expected = new List<string[]>();
            foreach (var row in reader)
            {
                var cells = new string[row.ColCount];
                for (var column = 0; column < cells.Length; column++)
                    cells[column] = row[column].ToString();
                expected.Add(cells);
            }

            Assert.Equal(expected, Split(text.ToString()));
        }
    }

    [Fact]
    public void Workbooks_of_others_are_read_as_they_read_them()
    {
        var rows = Enumerable
            .Range(0, 300)
            .Select(row => new Dictionary<string, object>
            {
                ["firstName"] = row % 7 == 0 ? "ريم <&> \"x\"" : $"A{row}",
                ["totalQty"] = row,
                ["price"] = row / 8m,
                ["leadDate"] = new DateTime(2025, 1, 1, 8, 30, 0).AddDays(row),
                ["yes"] = row % 2 == 0,
            })
            .ToList();
        var file = new MemoryStream();
        file.SaveAs(rows);
        using var table = new XlsxTableReader(file, null, leaveOpen: true);
        using var oracle = ExcelDataReader.ExcelReaderFactory.CreateReader(new MemoryStream(file.ToArray()));
        while (oracle.Read())
        {
            Assert.True(table.Read(TestContext.Current.CancellationToken));
            Assert.Equal(Enumerable.Range(0, oracle.FieldCount).Select(column => Show(oracle.GetValue(column))), table.Row.ToStrings());
        }

        Assert.False(table.Read(TestContext.Current.CancellationToken));
        Assert.Equal(301, table.Row.Line);
    }

    private static string Show(object? value) =>
        value switch
        {
            bool yes => yes ? "TRUE" : "FALSE",
            DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            double number => number.ToString("G15", CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };

    private static string MakeCell(Random random) =>
        random.Next(4) switch
        {
            0 => "",
            1 => "ريم",
            2 => "\"a\"\"b;\nc\"",
            _ => random.Next(1000).ToString(CultureInfo.InvariantCulture),
        };

    private static List<string[]> Split(string text)
    {
        var (splitter, row, rows) = (new CsvSplitter(';'), new TableRow(), new List<string[]>());
        ReadOnlySpan<byte> bytes = TestFile.Utf8(text);
        while (splitter.TryRead(bytes, true, row, out var consumed))
        {
            rows.Add(row.ToStrings());
            bytes = bytes[consumed..];
        }

        return rows;
    }
}
