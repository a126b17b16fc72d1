using System.Text;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;
using Leadgate.Formats.Tests.Support;

namespace Leadgate.Formats.Tests.Tables;

/// <summary>Whatever the bytes are, reading them ends, with leads or with a refusal. See <see cref="FuzzRuns"/>.</summary>
public sealed class TableFuzzTests
{
    private const int Runs = 300;

    private static readonly string[] Pieces =
    [
        "firstName",
        "phoneNumber",
        "leadDate",
        "vehicles",
        "extra",
        "ريم",
        ",",
        ";",
        "\t",
        "|",
        "،",
        "\"",
        "\"\"",
        "\r\n",
        "\n",
        "\r",
        "'=",
        "9.665E+11",
        "45986",
        "\uFEFF",
        "sep=;",
        "[{",
        "{\"a\":1}",
        "0500004567",
        " ",
        "\u200F",
        "\0",
        "????",
        "Ø±ÙŠ",
    ];

    private static readonly string[] Tags =
    [
        "<row>",
        "</row>",
        "<row r=\"1\">",
        "<row r=\"7\"/>",
        "<c>",
        "</c>",
        "<c r=\"A1\" t=\"s\">",
        "<c t=\"inlineStr\">",
        "<c t=\"e\">",
        "<c s=\"1\">",
        "<v>",
        "</v>",
        "<v>0</v>",
        "<v>1E400</v>",
        "<is><t>",
        "</t></is>",
        "<f>",
        "</f>",
        "firstName",
        "45986",
        "&amp;",
        "&x;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "</sheetData>",
        "_x000D_",
        "\u0001",
        "<r><t>a</t></r>",
    ];

    [Fact]
    public void Mutated_text_is_read_or_refused()
    {
        foreach (var seed in FuzzRuns.Seeds(Runs))
        {
            var random = new Random(seed);
            var text = new StringBuilder(random.Next(2) == 0 ? "firstName,phoneNumber,leadDate,vehicles,extra\n" : "");
            for (var count = random.Next(200); count > 0; count--)
                text.Append(Pieces[random.Next(Pieces.Length)]);
            var file = Encoding.UTF8.GetBytes(text.ToString());
            for (var changes = random.Next(6); changes > 0 && file.Length > 0; changes--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            Read(file, seed);
        }
    }

    [Fact]
    public void Random_bytes_are_read_or_refused()
    {
        foreach (var seed in FuzzRuns.Seeds(Runs))
        {
            var random = new Random(seed);
            var file = new byte[random.Next(3000)];
            random.NextBytes(file);
            if (seed % 3 == 0 && file.Length > 8)
                "PK\u0003\u0004"u8.CopyTo(file);
            Read(file, seed);
        }
    }

    [Fact]
    public void Mutated_workbook_is_read_or_refused()
    {
        var whole = Workbook.FromTexts(["firstName", "leadNote"], ["ريم", "x"]).ToBytes();
        foreach (var seed in FuzzRuns.Seeds(Runs))
        {
            var random = new Random(seed);
            var sheet = new StringBuilder();
            for (var count = random.Next(60); count > 0; count--)
                sheet.Append(Tags[random.Next(Tags.Length)]);
            Read(new Workbook(sheet.ToString()).ToBytes(), seed);
            var file = (byte[])whole.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            Read(seed % 5 == 0 ? file[..random.Next(file.Length)] : file, seed);
        }
    }

    /// <summary>However a body is divided on its way, the rows are the same.</summary>
    [Fact]
    public void Rows_do_not_depend_on_the_pieces_in_which_they_arrive()
    {
        foreach (var seed in FuzzRuns.Seeds(Runs))
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var count = random.Next(60); count > 0; count--)
                text.Append(Pieces[random.Next(Pieces.Length)]);
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var delimiter = CsvDelimiter.Candidates[random.Next(5)];
            Assert.Equal(Split(bytes, delimiter, () => bytes.Length), Split(bytes, delimiter, () => random.Next(1, 7)));
        }
    }

    private static List<string> Split(byte[] bytes, char delimiter, Func<int> nextPiece)
    {
        var (splitter, row, rows) = (new CsvSplitter(delimiter), new TableRow(), new List<string>());
        var (start, end) = (0, 0);
        while (true)
        {
            var isRead = splitter.TryRead(bytes.AsSpan(start, end - start), end == bytes.Length, row, out var consumed);
            start += consumed;
            if (isRead)
                rows.Add($"{row.Line}: {string.Join('\u0001', row.ToStrings())}");
            else if (splitter.Fault is { } fault)
                return [.. rows, fault.ToString()];
            else if (end < bytes.Length)
                end = Math.Min(bytes.Length, end + nextPiece());
            else if (consumed == 0)
                return rows;
        }
    }

    private static void Read(byte[] file, int seed)
    {
        try
        {
            if (
                TestFile.Analyze(file)
                is not FileAnalysis.Understood { Description: { Format: FileFormat.Csv or FileFormat.Xlsx } description }
            )
                return;
            using var reader = LeadFile.Open(new MemoryStream(file), description, FileChoices.None, TestData.Catalog);
            while (reader.Read(TestContext.Current.CancellationToken))
                System.Text.Json.JsonDocument.Parse(reader.Current.Json).Dispose();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}", e);
        }
    }
}
