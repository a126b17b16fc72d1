using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>What an import of a list changes.</summary>
[Promise("3.9")]
public sealed class ListComparisonTests
{
    private static readonly ListItem One = TestData.Item(1, "One", "واحد", null, null, "1st", "first");
    private static readonly ListItem Two = TestData.Item(2, "Two", "اثنان");
    private static readonly ListItem Three = TestData.Item(3, "Three", "ثلاثة") with { IsActive = false };

    [Fact]
    public void The_same_items_change_nothing()
    {
        Assert.True(Compare([One, Two, Three], [One, Two, Three]).ChangesNothing);
        Assert.True(Compare([One, Two, Three], [One, Two]).ChangesNothing);
    }

    [Fact]
    public void Each_kind_of_change_is_listed_in_the_order_of_the_file_and_omitted_items_last() =>
        Assert.Equal(
            [
                "TITLE: restored 3 (Three)",
                "TITLE: added 4 (Four)",
                "TITLE: renamed 1 (Number one): label One → Number one; aliases removed: first",
                "TITLE: retired 2 (Two)",
            ],
            Compare(
                [One, Two, Three],
                [Three with { IsActive = true }, TestData.Item(4, "Four", "أربعة"), One with { Label = "Number one", Aliases = ["1st"] }]
            )
                .Changes.Select(change => change.ToString())
        );

    [Fact]
    public void A_new_Arabic_label_is_a_rename_and_another_difference_a_change()
    {
        Assert.Equal(
            ["renamed: Arabic label واحد → الأول", "changed: code  → T"],
            Compare([One, Two], [One with { LabelAr = "الأول" }, Two with { Code = "T" }])
                .Changes.Select(change => $"{change.Kind.ToString().ToLowerInvariant()}: {change.Detail}")
        );
        Assert.Equal("order of aliases", Assert.Single(Compare([One], [One with { Aliases = ["first", "1st"] }]).Changes).Detail);
    }

    [Fact]
    public void An_item_that_the_file_marks_as_inactive_is_retired() =>
        Assert.Equal(ListChangeKind.Retired, Assert.Single(Compare([One, Two], [One, Two with { IsActive = false }]).Changes).Kind);

    /// <summary>Stored leads show the new label of a retired item too.</summary>
    [Fact]
    public void A_new_label_of_an_item_that_is_retired_or_restored_is_a_rename_of_its_own() =>
        Assert.Equal(
            [
                "TITLE: renamed 2 (Deux): label Two → Deux; code  → T",
                "TITLE: retired 2 (Deux)",
                "TITLE: renamed 3 (Three): Arabic label ثلاثة → الثالث",
                "TITLE: restored 3 (Three)",
                "TITLE: retired 1 (One): code  → O",
            ],
            Compare(
                [One, Two, Three],
                [
                    Two with
                    {
                        Label = "Deux",
                        Code = "T",
                        IsActive = false,
                    },
                    Three with
                    {
                        LabelAr = "الثالث",
                        IsActive = true,
                    },
                    One with
                    {
                        Code = "O",
                        IsActive = false,
                    },
                ]
            )
                .Changes.Select(change => change.ToString())
        );

    [Fact]
    public void Another_order_is_a_change_and_new_or_retired_items_between_the_others_are_not()
    {
        var four = TestData.Item(4, "Four", "أربعة");
        Assert.True(Compare([One, Two], [Two, One]) is { IsReordered: true, Changes.Count: 0, ChangesNothing: false });
        Assert.False(Compare([One, Two, four], [One, TestData.Item(5, "Five", "خمسة"), four]).IsReordered);
        Assert.False(Compare([One, Three, Two], [Three with { IsActive = true }, One, Two]).IsReordered);
    }

    private static ListComparison Compare(ListItem[] stored, ListItem[] imported) =>
        ListComparison.Create(ReferenceLists.Title, stored, imported);
}
