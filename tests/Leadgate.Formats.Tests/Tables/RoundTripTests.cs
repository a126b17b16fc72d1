using System.Buffers;
using System.Text;
using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tests.Support;
using Leadgate.Formats.Xlsx;

namespace Leadgate.Formats.Tests.Tables;

/// <summary>What is exported comes back as it was.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Headers = ["firstName", "leadNote"];

    /// <summary>Texts of the characters that mean something somewhere, and of any others.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.Char["'=+-@\t\r\n＝＋－＠\",;|،_x000D <&>?\u200Fأب "], 0, 12],
        Gen.String[Gen.Char, 0, 12]
    );

    /// <summary>Reports of others: an apostrophe before +966 came back with the number, and Arabic was broken in Excel.</summary>
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("@SUM(1)")]
    [InlineData("-1+2")]
    [InlineData("＝1")]
    [InlineData("+966 50 000 4567")]
    [InlineData("'=1")]
    [InlineData("'quoted'")]
    public void Text_that_looks_like_a_formula_is_guarded_and_comes_back(string text)
    {
        var csv = WriteCsv([text, text], guards: true);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        Assert.DoesNotMatch("(^|,)\"?[=+@＝-]", Encoding.UTF8.GetString(csv).Split("\r\n")[1]);
        var lead = TestFile.ReadOne(csv);
        Assert.Equal((text, text), (lead["firstName"], lead["leadNote"]));
    }

    [Fact]
    public void Guard_can_be_left_out() =>
        Assert.Contains("\r\n=1+1,", Encoding.UTF8.GetString(WriteCsv(["=1+1", ""], guards: false)), StringComparison.Ordinal);

    [Fact]
    public void Any_text_comes_back_from_separated_values() =>
        Gen.Select(Texts, Texts).Sample((a, b) => Check(WriteCsv(["A" + a, b], guards: true), "A" + a, b), iter: 2000, threads: 1);

    [Fact]
    public void Any_text_comes_back_from_a_workbook() =>
        Texts.Sample(text => Check(WriteXlsx(["A", text]).GetAwaiter().GetResult(), "A", text), iter: 300, threads: 1);

    [Fact]
    public async Task Workbook_has_only_texts_and_says_what_did_not_fit()
    {
        var file = await WriteXlsx(["=1+1", new string('x', 40_000)]);
        using (var reader = ExcelDataReader.ExcelReaderFactory.CreateReader(new MemoryStream(file)))
        {
            Assert.True(reader.Read() && reader.Read());
            Assert.Equal("=1+1", Assert.IsType<string>(reader.GetValue(0)));
            Assert.Contains("cut off", reader.GetString(1), StringComparison.Ordinal);
        }

        Assert.Equal("=1+1", TestFile.ReadOne(file)["firstName"]);
    }

    [Theory]
    [InlineData(true, "الاسم الأول", "ذكر")]
    [InlineData(false, "First name", "Male")]
    public async Task Template_has_a_column_for_each_field_and_the_lists_to_choose_from(bool arabic, string header, string item)
    {
        var output = new MemoryStream();
        await TemplateWorkbook.WriteAsync(output, ListCatalog.Build(BuiltInLists.Read()), arabic, TestContext.Current.CancellationToken);
        var description = TestFile.Describe(output.ToArray());
        Assert.Null(description.Problem?.English);
        Assert.All(description.Columns, column => Assert.Equal(ColumnReason.Name, column.Reason));
        Assert.Contains(description.Columns, column => column.Header == header && column.Target == "firstName");
        Assert.Contains(description.Columns, column => column.Target == "modelFamily");
        using var reader = ExcelDataReader.ExcelReaderFactory.CreateReader(output);
        Assert.True(reader.NextResult());
        var found = false;
        while (reader.Read())
            found |= Enumerable.Range(0, reader.FieldCount).Any(column => (string?)reader.GetValue(column) == item);
        Assert.True(found);
    }

    private static byte[] WriteCsv(string[] row, bool guards)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new CsvWriter(output, guards);
        writer.WriteHeader(Headers);
        writer.WriteRow(row);
        Assert.Equal(output.WrittenCount, writer.Bytes);
        return output.WrittenSpan.ToArray();
    }

    private static async Task<byte[]> WriteXlsx(string[] row)
    {
        var output = new MemoryStream();
        await using (var writer = await XlsxWriter.CreateAsync(output, "Leads", Headers, TestContext.Current.CancellationToken))
        {
            await writer.WriteRowAsync(row, TestContext.Current.CancellationToken);
            await writer.FinishAsync(TestContext.Current.CancellationToken);
        }

        return output.ToArray();
    }

    /// <summary>A text without a visible character is no value; half a character of UTF-16 is none in any file.</summary>
    private static void Check(byte[] file, string first, string second)
    {
        var lead = TestFile.ReadOne(file);
        Assert.Equal(ToWhole(first), lead["firstName"]);
        Assert.Equal(Domain.Texts.InvisibleText.IsBlank(ToWhole(second)) ? null : ToWhole(second), lead["leadNote"]);
    }

    private static string ToWhole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
