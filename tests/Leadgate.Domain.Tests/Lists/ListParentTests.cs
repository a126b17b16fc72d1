using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("4.3")]
public sealed class ListParentTests
{
    private static readonly ListCatalog Catalog = ListCatalog.Build(
        new Dictionary<ListDefinition, IReadOnlyList<ListItem>>
        {
            [ReferenceLists.OuType] =
            [
                TestData.Item(1, "Alpha", "ألفا"),
                TestData.Item(2, "Beta", "بيتا"),
                TestData.Item(3, "Gamma", "غاما"),
                TestData.Item(4, "Delta", "دلتا") with
                {
                    IsActive = false,
                },
            ],
            [ReferenceLists.Model] =
            [
                TestData.Item(11, "Swift", "سريع", 1),
                TestData.Item(12, "Twin", "توأم", 1),
                TestData.Item(13, "twin", "توأم", 1),
                TestData.Item(14, "21", "٢١", 1),
                TestData.Item(21, "Swift", "سريع", 2),
                TestData.Item(22, "Only Beta", "بيتا فقط", 2),
                TestData.Item(23, "Twin", "توأم", 2),
                TestData.Item(24, "Gone", "ذهب", 2) with
                {
                    IsActive = false,
                },
                TestData.Item(41, "Orphan", "يتيم", 4),
            ],
        }
    );

    private static readonly ReferenceList Models = Catalog[ReferenceLists.Model];

    [Theory]
    [InlineData(1, 11)]
    [InlineData(2, 21)]
    public void A_text_is_matched_under_the_parent_item(int parent, int value) =>
        Assert.Equal(value, Models.Match("swift", parent).Item?.Value);

    [Fact]
    public void A_text_of_another_parent_item_is_returned_as_a_candidate()
    {
        var match = Models.Match("Only Beta", 1);
        Assert.Equal(MatchKind.UnderOtherParent, match.Kind);
        Assert.Null(match.Item);
        Assert.Equal([22], match.Candidates.Select(item => item.Value));
    }

    [Fact]
    public void A_text_of_several_other_parent_items_has_several_candidates() =>
        Assert.Equal([11, 21], Models.Match("swift", 3).Candidates.Select(item => item.Value));

    [Fact]
    public void A_value_of_another_parent_item_is_returned_as_a_candidate()
    {
        Assert.Equal(11, Models.Match(11, 1).Item?.Value);
        var match = Models.Match(22, 1);
        Assert.Equal(MatchKind.UnderOtherParent, match.Kind);
        Assert.Equal([22], match.Candidates.Select(item => item.Value));
    }

    [Fact]
    public void A_value_under_the_parent_item_takes_precedence_over_a_label_under_another()
    {
        Assert.Equal(14, Models.Match("21", 1).Item?.Value);
        Assert.Equal(21, Models.Match("21", 2).Item?.Value);
        Assert.Equal(MatchKind.UnderOtherParent, Models.Match("21", 3).Kind);
    }

    [Fact]
    [Promise("4.5")]
    public void Two_items_of_one_name_under_one_parent_item_are_the_only_candidates()
    {
        var match = Models.Match("twin", 1);
        Assert.Equal(MatchKind.Ambiguous, match.Kind);
        Assert.Equal([12, 13], match.Candidates.Select(item => item.Value));
        Assert.Equal(23, Models.Match("twin", 2).Item?.Value);
    }

    [Fact]
    public void Without_a_known_parent_item_only_a_text_of_one_item_is_found()
    {
        Assert.Equal(22, Models.Match("Only Beta", null).Item?.Value);
        var match = Models.Match("Swift", null);
        Assert.Equal(MatchKind.UnderSeveralParents, match.Kind);
        Assert.Equal([11, 21], match.Candidates.Select(item => item.Value));
    }

    [Fact]
    [Promise("3.6")]
    public void An_item_of_a_retired_parent_item_is_not_matched()
    {
        Assert.Equal(MatchKind.NotFound, Models.Match("Orphan", null).Kind);
        Assert.Equal(MatchKind.NotFound, Models.Match(41, 4).Kind);
        Assert.Empty(Models.GetActiveChildren(4));
        Assert.NotNull(Models.Find(41));
    }

    [Fact]
    [Promise("3.4")]
    public void The_active_items_of_a_parent_item_are_in_display_order()
    {
        Assert.Equal([21, 22, 23], Models.GetActiveChildren(2).Select(item => item.Value));
        Assert.Equal([11, 12, 13, 14, 21, 22, 23], Models.Active.Select(item => item.Value));
        Assert.Empty(Models.GetActiveChildren(3));
        Assert.Empty(Models.GetActiveChildren(99));
    }

    [Fact]
    [Promise("4.4")]
    public void Up_to_three_suggestions_are_given_under_the_parent_item()
    {
        Assert.Equal([21, 22, 23], Models.FindNearest("swift", 2).Select(item => item.Value).Order());
        Assert.Equal(11, Models.FindNearest("swft", 1)[0].Value);
        Assert.Equal(3, Models.FindNearest("swft", 1).Count);
        Assert.Empty(Models.FindNearest("swft", 3));
        Assert.Equal([11, 21], Models.FindNearest("swft", null).Take(2).Select(item => item.Value));
    }
}
