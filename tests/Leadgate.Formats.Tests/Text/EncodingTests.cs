using System.Text;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tests.Support;
using Leadgate.Formats.Text;

namespace Leadgate.Formats.Tests.Text;

/// <summary>The same leads come out of a file whatever its encoding and form are.</summary>
public sealed class EncodingTests
{
    private const string Table = """
        leadType,firstName,lastName,customerCity,phoneNumber,leadNote
        Individual,ريم,الحربي,الرياض,500000001,"تفضل الاتصال, بعد المغرب"
        Individual,فيصل,العتيبي,جدة,500000002,سأل عن الضمان
        Company,نورة,الشمري,الدمام,500000003,تريد تجربة قيادة
        Individual,Salman,Careem,Makkah,500000004,Asked about the price
        Individual,سارة,القحطاني,أبها,500000005,لا شيء

        """;

    private static readonly string[] Expected = [.. TestFile.Read(TestFile.Utf8(Table)).Select(lead => lead.ToString())];

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-16be", false)]
    [InlineData("utf-32le", true)]
    [InlineData("windows-1256", false)]
    [InlineData("iso-8859-6", false)]
    public void Five_leads_are_the_same_in_every_encoding(string name, bool hasMark)
    {
        var encoding = FileEncodings.Get(FileEncodings.Find(name)!.DotNetName);
        byte[] file = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Table)];
        Assert.Equal(5, Expected.Length);
        Assert.Equal(name, TestFile.Describe(file).Encoding);
        Assert.Equal(Expected, TestFile.Read(file).Select(lead => lead.ToString()));
    }

    [Theory]
    [InlineData("windows-1256", "iso-8859-6")]
    [InlineData("iso-8859-6", "windows-1256")]
    public void Other_encoding_can_be_chosen_and_is_offered(string name, string other)
    {
        var file = FileEncodings.Get(name).GetBytes(Table);
        Assert.Contains(other, TestFile.Describe(file).OtherEncodings);
        var wrong = TestFile.Describe(file, new FileChoices { Encoding = other });
        Assert.Equal((other, name), (wrong.Encoding, wrong.OtherEncodings[0]));
        Assert.DoesNotContain("ريم", wrong.Columns[1].Samples);
        Assert.Equal(Expected, TestFile.Read(file, new FileChoices { Encoding = name.ToUpperInvariant() }).Select(lead => lead.ToString()));
        Assert.Contains(
            "no encoding \"x\"",
            TestFile.Describe(file, new FileChoices { Encoding = "x" }).Problem?.English,
            StringComparison.Ordinal
        );
    }

    /// <summary>A detector that looks at a sample calls a long file wrong.</summary>
    [Fact]
    public void First_letter_beyond_ASCII_far_behind_decides()
    {
        var beginning = new StringBuilder("firstName,leadNote\n").Insert(19, "A,plain\n", 40_000).ToString();
        foreach (var name in (string[])["utf-8", "windows-1256"])
        {
            var file = FileEncodings.Get(name).GetBytes(beginning + "ريم,سأل عن السعر والضمان\n");
            Assert.Equal(name, TestFile.Describe(file).Encoding);
        }
    }

    [Fact]
    public void Western_text_is_read_as_such_and_shown_in_all_readings()
    {
        var description = TestFile.Describe(
            FileEncodings.Get("windows-1252").GetBytes("firstName,leadNote\nRenée,Hélène préfère un café\n")
        );
        Assert.Equal("windows-1252", description.Encoding);
        Assert.Equal(["Renée"], description.Columns[0].Samples);
        Assert.Contains("Renée / ", Assert.Single(description.Notes).English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8-twice", "utf-8", "windows-1252")]
    [InlineData("utf-8-twice-1256", "utf-8", "windows-1256")]
    [InlineData("windows-1256-as-1252", "windows-1256", "windows-1252")]
    public void Text_that_was_encoded_twice_is_offered_repaired_and_never_repaired_unasked(string name, string first, string wrong)
    {
        var file = TestFile.Utf8(FileEncodings.Get(wrong).GetString(FileEncodings.Get(first).GetBytes(Table)));
        var description = TestFile.Describe(file);
        Assert.Equal("utf-8", description.Encoding);
        Assert.Equal([name], description.OtherEncodings);
        var note = Assert.Single(description.Notes);
        Assert.Contains("ريم", note.English, StringComparison.Ordinal);
        Assert.Contains(name, note.Arabic, StringComparison.Ordinal);
        Assert.NotEqual("ريم", TestFile.Read(file)[0]["firstName"]);
        Assert.Equal(
            Expected,
            TestFile.Read([0xEF, 0xBB, 0xBF, .. file], new FileChoices { Encoding = name }).Select(lead => lead.ToString())
        );
    }

    /// <summary>A file in which only some rows are wrong would lose the right ones.</summary>
    [Fact]
    public void Repair_that_would_lose_a_letter_is_not_offered() =>
        Assert.Empty(TestFile.Describe(TestFile.Utf8("firstName\nØ±ÙŠÙ…\nريم\n")).OtherEncodings);

    [Fact]
    public void Letters_that_were_lost_are_said() =>
        Assert.Contains(
            "Letters were lost",
            Assert.Single(TestFile.Describe(TestFile.Utf8("firstName\n????\n")).Notes).English,
            StringComparison.Ordinal
        );

    [Fact]
    public void File_that_is_cut_off_within_a_letter_or_has_a_wrong_byte_is_still_UTF_8()
    {
        var file = TestFile.Utf8(Table);
        Assert.Equal("utf-8", TestFile.Describe([.. file, 0xD8]).Encoding);
        byte[] wrong = [.. file, .. "Individual,"u8, 0xC3, (byte)',', (byte)'\n'];
        Assert.Equal("utf-8", TestFile.Describe(wrong).Encoding);
        Assert.Contains("1 places", Assert.Single(TestFile.Describe(wrong).Notes).English, StringComparison.Ordinal);
        Assert.Equal("\uFFFD", TestFile.Read(wrong)[5]["firstName"]);
    }
}
