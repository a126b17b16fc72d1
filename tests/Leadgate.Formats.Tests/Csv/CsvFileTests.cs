using System.Text;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tests.Support;

namespace Leadgate.Formats.Tests.Csv;

/// <summary>What becomes of a file of separated values.</summary>
public sealed class CsvFileTests
{
    [Fact]
    public void Row_becomes_the_lead_that_a_sender_could_have_sent()
    {
        var leads = TestFile.Read(
            TestFile.Utf8(
                "leadType,First name,رقم الهاتف,brand,modelFamily,totalQty,Campaign,acceptMarketing\r\n"
                    + "Individual,ريم,500004567,Kia,Sportage,2,Nov,\r\n\r\n,,\r\nCompany,,,,,,,Yes\r\n"
            )
        );
        Assert.Equal(
            [
                """{"leadType":"Individual","firstName":"ريم","ou":"Kia","Campaign":"Nov","phoneNumber":"500004567","phoneCo"""
                    + """de":"+966","vehicles":[{"modelFamily":"Sportage","totalQty":"2"}]}""",
                """{"leadType":"Company","acceptMarketing":"Yes"}""",
            ],
            leads.Select(lead => lead.ToString())
        );
        Assert.Equal([2, 5], leads.Select(lead => lead.Line));
    }

    [Fact]
    public void Description_says_what_each_column_becomes_and_why()
    {
        var file = TestFile.Utf8("leadgate_row,Company name,الجوال,Hobby,leadgate_errors,extra\n7,A,0500000001,x,y,\n8,B,0500000001,,,\n");
        var description = TestFile.Describe(file);
        Assert.Equal(
            [
                (ColumnTargets.RowKey, ColumnReason.Own),
                ("leadTypeName", ColumnReason.Name),
                (ColumnTargets.Phone, ColumnReason.Synonym),
                (ColumnTargets.Unknown, ColumnReason.Unknown),
                (null, ColumnReason.Own),
                (ColumnTargets.Extra, ColumnReason.Own),
            ],
            description.Columns.Select(column => (column.Target, column.Reason))
        );
        Assert.Equal(["A", "B"], description.Columns[1].Samples);
        Assert.Equal(["0500000001"], description.Columns[2].Samples);
        Assert.Equal(
            (FileFormat.Csv, "utf-8", ',', 1),
            (description.Format, description.Encoding, description.Delimiter, description.HeaderRow)
        );
        Assert.Equal(["7", "8"], TestFile.Read(file).Select(lead => lead.RowKey));
        Assert.All(TestFile.Read(file), lead => Assert.False(lead.Json.TryGetProperty("leadgate_errors", out _)));
    }

    /// <summary>Reports of others: a line break in quotation marks ended the row.</summary>
    [Fact]
    public void Line_breaks_and_quotation_marks_belong_to_a_quoted_cell_and_lines_are_physical()
    {
        var leads = TestFile.Read(
            TestFile.Utf8("address1;leadNote;firstName\n\"طريق الملك\nحي العليا\";\"ملاحظة \"\"عاجل\"\"\";A\n\"x\"y;a\"b;\"B\r\n\"\nz;;C")
        );
        Assert.Equal(["طريق الملك\nحي العليا", "xy", "z"], leads.Select(lead => lead["address1"]));
        Assert.Equal(["ملاحظة \"عاجل\"", "a\"b", null], leads.Select(lead => lead["leadNote"]));
        Assert.Equal(["A", "B\r\n", "C"], leads.Select(lead => lead["firstName"]));
        Assert.Equal([2, 4, 6], leads.Select(lead => lead.Line));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData('،')]
    public void Delimiter_is_the_one_that_finds_the_headers(char delimiter)
    {
        var other = delimiter == ',' ? ';' : ',';
        var file = TestFile.Utf8($"leadType|firstName|leadNote\nIndividual|ريم|\"a{other}b|c\"\n".Replace('|', delimiter));
        Assert.Equal(delimiter, TestFile.Describe(file).Delimiter);
        Assert.Equal($"a{other}b{delimiter}c", TestFile.ReadOne(file)["leadNote"]);
    }

    [Theory]
    [InlineData("sep=|\nfirstName|leadNote\nA|a,b,c,d\n")]
    [InlineData("\uFEFFsep=^\r\nfirstName^leadNote\r\nA^a,b,c,d\r\n")]
    [InlineData("\"sep=;\"\nfirstName;leadNote\nA;a,b,c,d\n")]
    public void First_line_can_declare_the_delimiter(string text)
    {
        var lead = TestFile.ReadOne(text);
        Assert.Equal(("A", "a,b,c,d", 3), (lead["firstName"], lead["leadNote"], lead.Line));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Lines_end_as_any_system_ends_them(string end) =>
        Assert.Equal(
            ["A", "B"],
            TestFile.Read(TestFile.Utf8($"firstName,leadNote{end}A,x{end}B,y{end}")).Select(lead => lead["firstName"])
        );

    /// <summary>Reports of others: the mark stood in the first heading, inside its quotation marks, and the column was lost.</summary>
    [Theory]
    [InlineData("\uFEFFleadType,firstName\nIndividual,ريم\n")]
    [InlineData("\"\uFEFFleadType\",firstName\nIndividual,ريم\n")]
    [InlineData("\uFEFF\"leadType\",firstName\nIndividual,ريم\n")]
    public void Byte_order_mark_does_not_hide_the_first_column(string text) =>
        Assert.Equal("Individual", TestFile.ReadOne(text)["leadType"]);

    /// <summary>Reports of others: invisible marks in headings and cells made two keys of one.</summary>
    [Fact]
    public void Invisible_marks_and_no_break_spaces_change_nothing()
    {
        var lead = TestFile.ReadOne("\u200FphoneNumber,\u00A0firstName\u00A0,Lead_\u200Btype\n\u202A+966500004567\u202C,ريم,Individual\n");
        Assert.Equal(
            ("500004567", "+966", "ريم", "Individual"),
            (lead["phoneNumber"], lead["phoneCode"], lead["firstName"], lead["leadType"])
        );
    }

    /// <summary>Reports of others: one of two equal headings won silently, and case made them different.</summary>
    [Theory]
    [InlineData("firstName,FIRSTNAME,phoneNumber\nريم,Reem,500004567\n", "Columns 1 and 2 are both firstName.")]
    [InlineData("phoneNumber,First name,x,الاسم الأول\n500004567,a,b,c\n", "Columns 2 and 4 are both firstName.")]
    public void Two_columns_for_one_field_are_named(string text, string problem)
    {
        var description = TestFile.Describe(TestFile.Utf8(text));
        Assert.StartsWith(problem, description.Problem?.English, StringComparison.Ordinal);
        var left = new FileChoices { Columns = new Dictionary<int, string?> { [1] = null } };
        if (problem.Contains("1 and 2", StringComparison.Ordinal))
            Assert.Equal("ريم", TestFile.ReadOne(TestFile.Utf8(text), left)["firstName"]);
    }

    [Fact]
    public void Two_columns_with_the_same_values_are_only_noted()
    {
        var file = TestFile.Utf8("firstName,FIRSTNAME\nريم,ريم\n");
        Assert.Null(TestFile.Describe(file).Problem);
        Assert.Contains("have the same values", Assert.Single(TestFile.Describe(file).Notes).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_without_a_known_header_is_a_problem_that_choosing_solves()
    {
        var file = TestFile.Utf8("a,b\n1,ريم\n");
        Assert.StartsWith("No column is named like a field", TestFile.Describe(file).Problem?.English, StringComparison.Ordinal);
        var chosen = new FileChoices { Columns = new Dictionary<int, string?> { [1] = "FIRSTNAME" } };
        Assert.Equal("""{"a":"1","firstName":"ريم"}""", TestFile.ReadOne(file, chosen).ToString());
        var unknown = new FileChoices { Columns = new Dictionary<int, string?> { [1] = "nickname" } };
        Assert.Equal("There is no field \"nickname\". Choose another.", TestFile.Describe(file, unknown).Problem?.English);
    }

    [Fact]
    public void Headers_are_found_below_a_title_and_can_be_missing()
    {
        var file = TestFile.Utf8("Leads of November,,\n\nCustomer,,Car\nFirst name,Mobile,Model\nريم,0500000001,Sportage\n");
        Assert.Equal(4, TestFile.Describe(file).HeaderRow);
        Assert.Equal(5, TestFile.ReadOne(file).Line);
        var none = new FileChoices
        {
            HeaderRow = 0,
            Columns = new Dictionary<int, string?> { [0] = "firstName" },
        };
        Assert.Equal("""{"firstName":"A","column_2":"B"}""", TestFile.ReadOne(TestFile.Utf8("A,B\n"), none).ToString());
    }

    [Fact]
    public void Cells_of_a_row_that_is_too_long_are_kept_and_of_one_too_short_are_blank() =>
        Assert.Equal(
            ["""{"firstName":"A","leadNote":"n","column_3":"more","column_5":"than that"}""", """{"firstName":"B"}"""],
            TestFile.Read(TestFile.Utf8("firstName,leadNote\nA,n,more,,than that\nB\n")).Select(lead => lead.ToString())
        );

    [Fact]
    public void Unclosed_quotation_mark_names_the_line_where_it_was_opened()
    {
        var text = new StringBuilder("firstName,leadNote\n");
        for (var row = 0; row < 2000; row++)
            text.Append("A,\"x\ny\"\n");
        text.Append("A,\"never\n").Append('z', 3000);
        var description = TestFile.Describe(TestFile.Utf8(text.ToString()));
        using var reader = LeadFile.Open(new MemoryStream(TestFile.Utf8(text.ToString())), description, FileChoices.None, TestData.Catalog);
        while (reader.Read(TestContext.Current.CancellationToken)) { }
        Assert.Equal(4002, reader.Refusal?.Line);
        Assert.Contains("on line 4002 is never closed", reader.Refusal?.Reason.English, StringComparison.Ordinal);
        Assert.Equal(2, TestFile.Refuse(TestFile.Utf8("firstName\n\"x")).Line);
    }

    [Fact]
    public void Row_or_header_beyond_the_limits_is_refused()
    {
        Assert.Contains(
            "longer than 1 MiB",
            TestFile.Refuse(TestFile.Utf8("firstName\n" + new string('x', (1 << 20) + 1) + "\n")).Reason.English,
            StringComparison.Ordinal
        );
        Assert.Contains("16384", TestFile.Refuse(TestFile.Utf8(new string(',', 1_000_000))).Reason.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_fill_what_a_row_does_not_have()
    {
        var choices = new FileChoices
        {
            Constants = new Dictionary<string, string>
            {
                ["source"] = "Event",
                ["modelYear"] = "2026",
                ["firstName"] = "x",
                ["phoneCode"] = "+971",
            },
        };
        Assert.Equal(
            """{"firstName":"ريم","phoneNumber":"500004567","vehicles":[{"modelFamily":"K5","modelYear":"2026"}],"sourc"""
                + """e":"Event","phoneCode":"+971"}""",
            TestFile.ReadOne("firstName,phoneNumber,modelFamily\nريم,0500004567,K5\n", choices).ToString()
        );
        var unknown = new FileChoices { Constants = new Dictionary<string, string> { ["nickname"] = "x" } };
        Assert.Contains("nickname", TestFile.Describe(TestFile.Utf8("firstName\nA\n"), unknown).Problem?.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Vehicles_and_extra_come_back_as_exports_write_them() =>
        Assert.Equal(
            """{"firstName":"A","utm":{"a":[1]},"n":null,"vehicles":[{"modelFamily":"K5"},{"totalQty":2}]}""",
            TestFile
                .ReadOne(
                    """
                    firstName,vehicles,extra
                    A,"[{""modelFamily"":""K5""},{""totalQty"":2}]","{""utm"":{""a"":[1]},""n"":null}"
                    """
                )
                .ToString()
        );

    [Fact]
    public void Text_that_is_not_JSON_in_such_a_column_is_kept_as_text() =>
        Assert.Equal(
            """{"firstName":"A","extra":"{x","vehicles":"[{]"}""",
            TestFile.ReadOne("firstName,vehicles,extra\nA,[{],{x\n").ToString()
        );

    [Fact]
    public void Whole_name_is_divided()
    {
        var names = TestFile
            .Read(TestFile.Utf8("Name;Mobile\nريم سعد الحربي;0500000001\nعبد العزيز فهد;0500000002\nReem;0500000003\n"))
            .Select(lead => (lead["firstName"], lead["lastName"]));
        Assert.Equal([("ريم", "سعد الحربي"), ("عبد العزيز", "فهد"), ("Reem", null)], names);
    }

    /// <summary>The header set and the prefixes of exported lead advertisements.</summary>
    [Fact]
    public void Export_of_lead_advertisements_is_known()
    {
        var lead = TestFile.ReadOne(
            "id\tcreated_time\tad_id\tform_id\tplatform\tfull_name\tphone_number\tpost_code\n"
                + "l:202000000000002\t2026-11-20T18:40:00+03:00\tag:404\tf:303\tig\tريم سعد\tp:+966500004567\tz:12345\n"
        );
        Assert.Equal(
            """{"leadReference":"202000000000002","leadDate":"2026-11-20T18:40:00+03:00","ad_id":"404","form_id":"30"""
                + """3","platform":"ig","post_code":"12345","firstName":"ريم","lastName":"سعد","phoneNum"""
                + """ber":"500004567","phoneCode":"+966"}""",
            lead.ToString()
        );
    }

    [Fact]
    public void Skipping_passes_over_as_many_leads_as_reading()
    {
        var file = TestFile.Utf8("firstName\nA\n\nB\n\" \"\nC\nD\n");
        using var reader = LeadFile.Open(new MemoryStream(file), TestFile.Describe(file), FileChoices.None, TestData.Catalog);
        Assert.Equal(2, reader.Skip(2, TestContext.Current.CancellationToken));
        Assert.True(reader.Read(TestContext.Current.CancellationToken));
        Assert.Equal("""{"firstName":"C"}""", Encoding.UTF8.GetString(reader.Current.Json.Span));
        Assert.Equal(1, reader.Skip(5, TestContext.Current.CancellationToken));
        Assert.Equal(file.Length, reader.Position);
    }
}
