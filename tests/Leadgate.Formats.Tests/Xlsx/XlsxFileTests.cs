using System.Globalization;
using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tests.Support;

namespace Leadgate.Formats.Tests.Xlsx;

/// <summary>What becomes of a workbook: each cell arrives as a person sees it, or is an error that says why.</summary>
public sealed class XlsxFileTests
{
    private const string Headers =
        """<row r="1"><c r="A1" t="inlineStr"><is><t>leadDate</t></is></c><c r="B1" t="inlineStr"><is><t>phoneNumber</t></is></c>"""
        + """<c r="C1" t="inlineStr"><is><t>leadNote</t></is></c></row>""";

    [Fact]
    public void Row_becomes_the_lead_that_a_sender_could_have_sent()
    {
        var workbook = new Workbook(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"""
                + """<row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4"><v>7</v></c></row>"""
        )
        {
            SharedTexts =
                """<si><t>First name</t></si><si><r><rPr><b/></rPr><t>Lead </t></r><r><t xml:space="preserve">note</t></r>"""
                + """<rPh sb="0" eb="1"><t>no</t></rPh></si><si><t xml:space="preserve">ريم_x000D_ &amp; سعد</t></si>""",
        };
        var lead = TestFile.ReadOne(workbook.ToBytes());
        Assert.Equal(
            (4, """{"firstName":"ريم\r \u0026 سعد","column_3":"7"}""".Replace("\\u0026", "&", StringComparison.Ordinal)),
            (lead.Line, lead.ToString())
        );
    }

    /// <summary>Reports of others: dates arrived as 45678, or four years and a day too early.</summary>
    [Theory]
    [InlineData("""<c r="A2" s="1"><v>45986</v></c>""", "", "2025-11-25")]
    [InlineData("""<c r="A2" s="1"><v>44524</v></c>""", "<workbookPr date1904=\"1\"/>", "2025-11-25")]
    [InlineData("""<c r="A2" s="4"><v>45986.604166666664</v></c>""", "<workbookPr date1904=\"false\"/>", "2025-11-25T14:30:00")]
    [InlineData("""<c r="A2" s="1"><v>59</v></c>""", "", "1900-02-28")]
    [InlineData("""<c r="A2" s="1"><v>61</v></c>""", "", "1900-03-01")]
    [InlineData("""<c r="A2" t="d"><v>2025-11-25</v></c>""", "", "2025-11-25")]
    public void Date_is_read_by_the_style_of_its_cell_and_the_date_system(string cell, string properties, string date)
    {
        var lead = ReadRow(cell, properties);
        Assert.Equal(date, lead["leadDate"]);
        Assert.Empty(lead.Faults);
    }

    [Theory]
    [InlineData("", "2025-11-25", "45986")]
    [InlineData("<workbookPr date1904=\"true\"/>", "2025-11-25", "44524")]
    public void Number_in_a_field_of_dates_is_an_error_that_names_the_date(string properties, string date, string serial)
    {
        var lead = ReadRow($"""<c r="A2"><v>{serial}</v></c>""", properties);
        Assert.Equal(new CellFault(LeadFields.LeadDate, IssueCode.InvalidDate, null, date), Assert.Single(lead.Faults));
        Assert.Equal(serial, lead["leadDate"]);
    }

    [Fact]
    public void Day_that_never_was_is_an_error() =>
        Assert.Equal(IssueCode.UnreadableCell, Assert.Single(ReadRow("""<c r="A2" s="1"><v>60</v></c>""").Faults).Code);

    /// <summary>Reports of others: phone numbers as 9.66500004567E11.</summary>
    [Theory]
    [InlineData("<c r=\"B2\"><v>9.66500004567E11</v></c>", "500004567")]
    [InlineData("<c r=\"B2\"><v>966500004567</v></c>", "500004567")]
    [InlineData("<c r=\"B2\" s=\"3\"><v>500004567</v></c>", "500004567")]
    [InlineData("<c r=\"B2\" t=\"str\"><f>A1</f><v>+966 50 000 4567</v></c>", "500004567")]
    public void Phone_number_keeps_every_digit(string cell, string number) => Assert.Equal(number, ReadRow(cell)["phoneNumber"]);

    [Theory]
    [InlineData("<c r=\"C2\"><v>9.66500004567E11</v></c>", "966500004567")]
    [InlineData("<c r=\"C2\" s=\"3\"><v>500004567</v></c>", "0500004567")]
    [InlineData("<c r=\"C2\" s=\"2\"><v>0.153</v></c>", "15.3%")]
    [InlineData("<c r=\"C2\"><v>0.30000000000000004</v></c>", "0.3")]
    [InlineData("<c r=\"C2\"><v>1.5</v></c>", "1.5")]
    [InlineData("<c r=\"C2\"><v>-12</v></c>", "-12")]
    [InlineData("<c r=\"C2\"><v>1E-3</v></c>", "0.001")]
    [InlineData("<c r=\"C2\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"C2\" t=\"b\"><v>0</v></c>", "FALSE")]
    [InlineData("<c r=\"C2\"><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c r=\"C2\" t=\"str\"><f>A1</f><v></v></c>", null)]
    [InlineData("<c r=\"C2\" t=\"str\"><f>A1</f><v/></c>", null)]
    [InlineData("<c r=\"C2\" t=\"inlineStr\"><is><r><t>a</t></r><r><t> b</t></r></is></c>", "a b")]
    [InlineData("<c r=\"C2\" t=\"str\"><v>_x005F_x000A_ _xZZZZ_</v></c>", "_x000A_ _xZZZZ_")]
    [InlineData("<c t=\"str\"><v>no reference</v></c>", "no reference", "<c/><c/>")]
    public void Cell_arrives_as_a_person_sees_it(string cell, string? text, string before = "")
    {
        var lead = ReadRow(before + cell + """<c r="D2" t="str"><v>kept</v></c>""");
        Assert.Equal(text, lead["leadNote"]);
        Assert.Empty(lead.Faults);
    }

    [Theory]
    [InlineData("<c r=\"C2\"><f>NOW()</f></c>", "no-cached-value", null)]
    [InlineData("<c r=\"C2\" t=\"e\"><f>A0</f><v>#N/A</v></c>", "unreadable-cell", "#N/A")]
    [InlineData("<c r=\"C2\" t=\"s\"><v>77</v></c>", "unreadable-cell", "77")]
    [InlineData("<c r=\"C2\"><v>abc</v></c>", "unreadable-cell", "abc")]
    [InlineData("<c r=\"C2\"><v>1234567890123456</v></c>", "precision-lost", "1234567890123456")]
    [InlineData("<c r=\"C2\"><v>1.2345678901234560E18</v></c>", "precision-lost", "1.2345678901234560E18")]
    [InlineData("<c r=\"C2\" s=\"1\"><v>-5</v></c>", "unreadable-cell", "-5")]
    public void Cell_without_its_value_is_an_error_of_its_field(string cell, string code, string? text)
    {
        var lead = ReadRow(cell);
        var fault = Assert.Single(lead.Faults);
        Assert.Equal(("leadNote", code, text), (fault.Field.Name, fault.Code.Word, lead["leadNote"]));
    }

    /// <summary>Reports of others: a reference made the reader allocate billions of cells.</summary>
    [Theory]
    [InlineData("""<row r="2"><c r="ZZZZ99999999"><v>1</v></c></row>""")]
    [InlineData("""<row r="2"><c r="XFE2"><v>1</v></c></row>""")]
    [InlineData("""<row r="2"><c r="A3"><v>1</v></c></row>""")]
    [InlineData("""<row r="2"><c r="2"><v>1</v></c></row>""")]
    [InlineData("""<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>""")]
    [InlineData("""<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>1</v></c></row>""")]
    [InlineData("""<row r="2"><c r="XFD2"><v>1</v></c><c><v>1</v></c></row>""")]
    [InlineData("""<row r="3"/><row r="2"/>""")]
    [InlineData("""<row r="3"/><row r="3"/>""")]
    [InlineData("""<row r="1048577"/>""")]
    [InlineData("""<row r="99999999999999999999"/>""")]
    [InlineData("""<row r="1048576"/><row/>""")]
    public void Impossible_reference_is_refused(string rows) =>
        Assert.Contains(
            "not possible there",
            TestFile.Refuse(new Workbook(Headers + rows).ToBytes()).Reason.English,
            StringComparison.Ordinal
        );

    /// <summary>Reports of others: rows that have only a format were counted.</summary>
    [Fact]
    public void Million_formatted_rows_without_content_are_no_leads()
    {
        var rows = new StringBuilder(Headers);
        for (var row = 2; row <= 4; row++)
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"><c r=\"C{row}\" t=\"str\"><v>note</v></c></row>");
        for (var row = 5; row <= 1_048_576; row++)
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"><c s=\"2\"/></row>");
        Assert.Equal(3, TestFile.Read(new Workbook(rows.ToString()).ToBytes()).Count);
    }

    [Fact]
    public void First_visible_sheet_with_rows_is_read_and_the_others_are_named()
    {
        var workbook = new Workbook(
            sheets: """<sheet name="old" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="leads" sheetId="2" r:id="rId2"/>""",
            sheetData: Headers + """<row><c t="str"><v>hidden</v></c></row>"""
        ).With("xl/worksheets/sheet2.xml", WriteSheet("""<row r="2" hidden="1"><c r="C2" t="str"><v>seen</v></c></row>"""));
        var file = workbook.ToBytes();
        var description = TestFile.Describe(file);
        Assert.Equal(("leads", FileFormat.Xlsx), (description.Sheet, description.Format));
        Assert.Equal(["leads"], description.Sheets);
        Assert.Equal("seen", TestFile.ReadOne(file)["leadNote"]);
        Assert.Collection(
            description.Notes,
            note => Assert.Equal("Hidden sheets are not read: \"old\".", note.English),
            note => Assert.StartsWith("Hidden rows are read too; there are 1", note.English, StringComparison.Ordinal)
        );
        Assert.Contains(
            "no sheet \"x\"",
            TestFile.Describe(file, new FileChoices { Sheet = "x" }).Problem?.English,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Several_sheets_with_rows_are_said_and_another_can_be_chosen()
    {
        var workbook = new Workbook(
            sheets: """<sheet name="May" sheetId="1" r:id="rId1"/><sheet name="June" sheetId="2" r:id="rId2"/>""",
            sheetData: Headers + """<row r="2"><c r="C2" t="str"><v>of May</v></c></row>"""
        ).With("xl/worksheets/sheet2.xml", WriteSheet("""<row r="2"><c r="C2" t="str"><v>of June</v></c></row>"""));
        var file = workbook.ToBytes();
        Assert.Contains("\"June\"", Assert.Single(TestFile.Describe(file).Notes).English, StringComparison.Ordinal);
        Assert.Equal(["May", "June"], TestFile.Describe(file).Sheets);
        Assert.Equal("of May", TestFile.ReadOne(file)["leadNote"]);
        Assert.Equal("of June", TestFile.ReadOne(file, new FileChoices { Sheet = "june " })["leadNote"]);
    }

    [Fact]
    public void Merged_and_two_rows_of_headers_are_understood()
    {
        var workbook = Workbook.FromTexts(
            ["Customer · العميل", "", "Phone", "Dealer", ""],
            ["First name", "Town", "", "Town", "Hall"],
            ["ريم", "Riyadh", "0500004567", "Jeddah", "B"]
        );
        var description = TestFile.Describe(workbook.ToBytes());
        Assert.Equal(2, description.HeaderRow);
        Assert.Equal(
            ["First name", "Customer · العميل / Town", "Phone", "Dealer / Town", "Dealer / Hall"],
            description.Columns.Select(column => column.Header)
        );
        var lead = TestFile.ReadOne(
            workbook.ToBytes(),
            new FileChoices { Columns = new Dictionary<int, string?> { [1] = "customerCity" } }
        );
        Assert.Equal(
            """{"firstName":"ريم","customerCity":"Riyadh","Dealer / Town":"Jeddah","Dealer / Ha"""
                + """ll":"B","phoneNumber":"500004567","phoneCode":"+966"}""",
            lead.ToString()
        );
    }

    [Theory]
    [InlineData("<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>", null)]
    [InlineData("<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C2:D2\"/></mergeCells>", "A2:A3 and 1 ")]
    [InlineData("<mergeCells><mergeCell ref=\"A2:A3", null)]
    public void Merged_cells_below_the_headers_are_said(string merged, string? note)
    {
        var file = new Workbook(Headers + "<row r=\"2\"><c r=\"C2\"><v>7</v></c></row>", afterData: merged).ToBytes();
        using var reader = LeadFile.Open(new MemoryStream(file), TestFile.Describe(file), FileChoices.None, TestData.Catalog);
        Assert.Equal(1, reader.Skip(10, TestContext.Current.CancellationToken));
        Assert.Null(reader.Refusal);
        if (note is null)
            Assert.Null(reader.Note);
        else
            Assert.Contains(note, reader.Note!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_workbook_is_read() =>
        Assert.Equal(
            "strict",
            TestFile.ReadOne(
                new Workbook(Headers + """<row r="2"><c r="C2" t="str"><v>strict</v></c></row>""")
                {
                    Namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main",
                    RelationNamespace = "http://purl.oclc.org/ooxml/officeDocument/relationships",
                }.ToBytes()
            )["leadNote"]
        );

    [Fact]
    public void Document_type_in_a_sheet_is_refused()
    {
        var workbook = new Workbook(Headers) { BeforeSheet = """<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>""" };
        Assert.Contains("damaged", TestFile.Refuse(workbook.ToBytes()).Reason.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_a_cell_beyond_what_a_workbook_can_hold_is_refused_with_its_row()
    {
        var refusal = TestFile.Refuse(
            new Workbook(Headers + $"""<row r="2"><c r="C2" t="str"><v>{new string('x', 40_000)}</v></c></row>""").ToBytes()
        );
        Assert.Equal(2, refusal.Line);
        Assert.Contains("more than 32767 characters", refusal.Reason.English, StringComparison.Ordinal);
    }

    /// <summary>What the archive says about sizes is not believed.</summary>
    [Fact]
    public void Part_that_inflates_beyond_its_limit_or_has_endless_tags_or_names_is_refused()
    {
        var large = new StringBuilder("<styleSheet>").Insert(12, "<numFmt numFmtId='9'/>", 800_000).Append("</styleSheet>");
        Assert.Contains("too large when it is unpacked", Refuse("xl/styles.xml", large.ToString()), StringComparison.Ordinal);
        Assert.Contains("not built as", Refuse("xl/styles.xml", $"<a b='{new string('x', 5 << 20)}'/>"), StringComparison.Ordinal);
        var names = string.Concat(Enumerable.Range(0, 10_100).Select(number => $"<n{number}/>"));
        Assert.Contains("not built as", Refuse("xl/styles.xml", $"<a>{names}</a>"), StringComparison.Ordinal);

        static string Refuse(string part, string text) => TestFile.Refuse(new Workbook(Headers).With(part, text).ToBytes()).Reason.English;
    }

    [Fact]
    public void File_of_another_kind_is_refused_in_words()
    {
        var workbook = new Workbook(Headers).ToBytes();
        Assert.Contains("damaged or incomplete", Refuse(workbook[..^100]), StringComparison.Ordinal);
        Assert.Contains("is empty", Refuse([]), StringComparison.Ordinal);
        Assert.Contains(
            "old format .xls",
            Refuse([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "protected by a password",
            Refuse([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "web page",
            Refuse(TestFile.Utf8("<html><body><table><tr><td>firstName</td></tr></table>")),
            StringComparison.Ordinal
        );
        Assert.Contains("neither a table nor text", Refuse([1, 2, 0, 0, 0, 3, 0, 9, 0, 0, 7]), StringComparison.Ordinal);
        Assert.Contains("PDF", Refuse(TestFile.Utf8("%PDF-1.7\n")), StringComparison.Ordinal);

        static string Refuse(byte[] file) => TestFile.Refuse(file).Reason.English;
    }

    private static string WriteSheet(string rows) =>
        $"""<worksheet xmlns="{Workbook.Main}"><sheetData>{Headers}{rows}</sheetData></worksheet>""";

    private static TestFile.ReadLead ReadRow(string cells, string properties = "") =>
        TestFile.ReadOne(new Workbook($"{Headers}<row r=\"2\">{cells}</row>", properties).ToBytes());
}
