using System.Text;
using Leadgate.Contract.Lists;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;
using ListItem = Leadgate.Domain.Lists.ListItem;

namespace Leadgate.Domain.Tests.Lists;

public sealed class ListFileFormatTests
{
    private static readonly ListItem Plain = TestData.Item(1, "One", "واحد");

    private static readonly ListItem Full = TestData.Item(
        2,
        "Two \"quoted\" \\ & 'so'",
        "اثنان",
        7,
        "TWO",
        "2nd",
        "الثاني",
        "\U0001F697"
    ) with
    {
        CityValue = 1001,
        IsDefault = true,
        IsActive = false,
    };

    [Fact]
    public void A_written_file_reads_back_the_same()
    {
        var file = ListFileFormat.Read(Encoding.UTF8.GetBytes(ListFileFormat.Write(ReferenceLists.BranchType, [Plain, Full])));
        Assert.Equal("BRANCH_TYPE", file.List);
        Assert.Equivalent(new[] { Plain, Full }, file.Items.Select(item => item.ToItem()), strict: true);
    }

    [Fact, Promise("3.7")]
    public void Every_built_in_list_survives_writing_and_reading() =>
        Assert.All(
            ReferenceLists.All,
            list =>
            {
                var written = ListFileFormat.Write(list, BuiltInLists.Read(list));
                var read = ListFileFormat.Read(Encoding.UTF8.GetBytes(written));
                Assert.Same(list, ReferenceLists.Find(read.List));
                Assert.Equal(written, ListFileFormat.Write(list, read.Items.Select(item => item.ToItem())));
                Assert.Equal(
                    BuiltInLists.Read(list).Select(item => string.Join('|', item.GetMatchTexts())),
                    read.Items.Select(item => string.Join('|', item.ToItem().GetMatchTexts()))
                );
            }
        );

    [Fact]
    public void An_item_is_one_line_without_default_values() =>
        Assert.Equal(
            """
            {
              "list": "TITLE",
              "items": [
                {"value": 1, "label": "One", "labelAr": "واحد"},
                {"value": 2, "label": "Two", "labelAr": "اثنان", "code": "T", "isActive": false, "aliases": ["2nd", "الثاني"]}
              ]
            }

            """,
            ListFileFormat.Write(
                ReferenceLists.Title,
                [Plain, TestData.Item(2, "Two", "اثنان", null, "T", "2nd", "الثاني") with { IsActive = false }]
            )
        );

    [Fact]
    public void Texts_are_trimmed_when_read()
    {
        var item = Read(
            """{"list": "TITLE", "items": [{"value": 1, "label": " Mr ", "labelAr": " السيد ", "code": " MR ", "aliases": [" Mister "]}]}"""
        )
            .Items[0]
            .ToItem();
        Assert.Equal(["Mr", "السيد", "MR", "Mister"], item.GetMatchTexts());
    }

    [Theory]
    [InlineData("", 1, "ends before the JSON object does")]
    [InlineData("null", 1, "one JSON object with \"list\"")]
    [InlineData("[]", 1, "one JSON object with \"list\"")]
    [InlineData("""{"items": []}""", 1, "one JSON object with \"list\"")]
    [InlineData("""{"list": "TITLE"}""", 1, "one JSON object with \"list\"")]
    [InlineData("""{"list": null, "items": []}""", 1, "one JSON object with \"list\"")]
    [InlineData("""{"list": "TITLE", "items": [null]}""", 1, "items[0] is missing something")]
    [InlineData("{\"list\": \"TITLE\", \"items\": [\n{\"label\": \"Mr\", \"labelAr\": \"السيد\"}]}", 2, "items[0] is missing something")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "labelAr": "السيد"}]}""", 1, "items[0] is missing something")]
    [InlineData(
        """{"list": "TITLE", "items": [{"value": 1, "label": "Mr", "labelAr": null}]}""",
        1,
        "items[0].labelAr is missing something"
    )]
    [InlineData(
        """{"list": "TITLE", "items": [{"value": 1.5, "label": "Mr", "labelAr": "السيد"}]}""",
        1,
        "items[0].value is missing something"
    )]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "label": "Mr", "labelAr": "السيد", "colour": "red"}]}""", 1, "items[0].colour")]
    [InlineData(
        """{"list": "TITLE", "items": [{"value": 1, "label": "Mr", "labelAr": "السيد", "aliases": [null]}]}""",
        1,
        "items[0].aliases"
    )]
    [InlineData("{\"list\": \"TITLE\", \"items\": [\n{\"value\": 1},\n]}", 3, "There is a comma after the last element")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "label": "M\uD800", "labelAr": "السيد"}]}""", 1, "unpaired surrogate")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "\uD800": "Mr", "labelAr": "السيد"}]}""", 1, "unpaired surrogate")]
    [InlineData("{\"list\": \"TITLE\",\n\"List\": \"CITY\", \"items\": []}", 2, "\"List\" appears more than once")]
    [InlineData(
        "{\"list\": \"TITLE\", \"items\": [\n{\"value\": 1, \"label\": \"A\", \"labelAr\": \"أ\", \"label\": \"B\"}]}",
        2,
        "\"label\" appears more than once in one object"
    )]
    [Promise("5.3")]
    public void What_is_wrong_with_a_file_is_said_in_one_line(string json, int line, string reason)
    {
        var error = ListFileFormat.TryRead(Encoding.UTF8.GetBytes(json), out var file);
        Assert.Null(file);
        Assert.Equal(line, error!.Line);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.All([error.Reason, error.ReasonAr], text => Assert.DoesNotContain('\n', text));
        Assert.All(
            ["System.", "Leadgate.", ".NET", "LineNumber"],
            word => Assert.DoesNotContain(word, error.Reason, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_syntax_error_is_shown_with_line_and_column_and_another_error_with_its_line()
    {
        Assert.StartsWith("Line 2, column 1: There is a comma after", Fail("{\"list\": \"TITLE\",\n}").English, StringComparison.Ordinal);
        Assert.StartsWith("السطر 2، العمود 1: ", Fail("{\"list\": \"TITLE\",\n}").Arabic, StringComparison.Ordinal);
        Assert.StartsWith("Line 1: A list file is", Fail("{\"list\": \"TITLE\"}").English, StringComparison.Ordinal);

        static ListFileError Fail(string json) => ListFileFormat.TryRead(Encoding.UTF8.GetBytes(json), out _)!;
    }

    [Fact]
    public void The_case_of_members_does_not_matter()
    {
        var json = """{"List": "TITLE", "ITEMS": [{"Value": 1, "LABEL": "One", "labelar": "واحد"}]}""";
        Assert.Null(ListFileFormat.TryRead(Encoding.UTF8.GetBytes(json), out var file));
        Assert.Equal(Plain, Assert.Single(file!.Items).ToItem());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_with_a_byte_order_mark_is_read(string encoding)
    {
        var written = ListFileFormat.Write(ReferenceLists.BranchType, [Plain, Full]);
        var saved = Encoding.GetEncoding(encoding);
        Assert.Null(ListFileFormat.TryRead([.. saved.GetPreamble(), .. saved.GetBytes(written)], out var file));
        Assert.Equal(written, ListFileFormat.Write(ReferenceLists.BranchType, file!.Items.Select(item => item.ToItem())));
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xC3, 0x28, 0x22 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    public void A_file_in_another_encoding_is_rejected(byte[] bytes) =>
        Assert.StartsWith("This is not a text in UTF-8 or UTF-16", ListFileFormat.TryRead(bytes, out _)!.Reason, StringComparison.Ordinal);

    private static ListFile Read(string json) => ListFileFormat.Read(Encoding.UTF8.GetBytes(json));
}
