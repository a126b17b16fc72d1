using System.Text;
using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

public sealed class ListFileTests
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
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"items": []}""")]
    [InlineData("""{"list": "TITLE"}""")]
    [InlineData("""{"list": null, "items": []}""")]
    [InlineData("""{"list": "TITLE", "items": [{"label": "Mr", "labelAr": "السيد"}]}""")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "labelAr": "السيد"}]}""")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "label": "Mr", "labelAr": null}]}""")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1.5, "label": "Mr", "labelAr": "السيد"}]}""")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "label": "Mr", "labelAr": "السيد", "colour": "red"}]}""")]
    [InlineData("""{"list": "TITLE", "items": [{"value": 1, "label": "Mr", "labelAr": "السيد"},]}""")]
    public void An_invalid_list_file_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    private static ListFile Read(string json) => ListFileFormat.Read(Encoding.UTF8.GetBytes(json));
}
