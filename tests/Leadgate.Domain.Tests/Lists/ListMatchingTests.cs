using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("4.1")]
public sealed class ListMatchingTests
{
    private static readonly ReferenceList Titles = List(
        ReferenceLists.Title,
        TestData.Item(1, "Mr", "السيد", null, "MR", "Mister", "سيد"),
        TestData.Item(2, "Dr", "الدكتور", null, "DR", "Doctor", "42"),
        TestData.Item(3, "Eng", "المهندس", null, "7"),
        TestData.Item(42, "Prof", "البروفيسور")
    );

    [Theory]
    [InlineData("Mr", 1)]
    [InlineData("السيد", 1)]
    [InlineData("MR", 1)]
    [InlineData("Mister", 1)]
    [InlineData("سيد", 1)]
    [InlineData(" mISTER\t", 1)]
    [InlineData("سَيِّـــد", 1)]
    [InlineData("DOCTOR", 2)]
    public void A_text_matches_a_label_in_either_language_a_code_or_an_alias(string text, int value) =>
        AssertFound(value, Titles.Match(text, null));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(42, 42)]
    public void A_number_matches_the_value_of_an_item_only(long number, int value) => AssertFound(value, Titles.Match(number, null));

    [Theory]
    [InlineData("3", 3)]
    [InlineData("٣", 3)]
    [InlineData(" 03 ", 3)]
    public void A_text_of_digits_matches_a_value(string text, int value) => AssertFound(value, Titles.Match(text, null));

    [Theory]
    [InlineData("42", 2)]
    [InlineData("٤٢", 2)]
    [InlineData("7", 3)]
    public void A_text_of_digits_matches_a_code_or_alias_before_a_value(string text, int value) =>
        AssertFound(value, Titles.Match(text, null));

    [Theory]
    [InlineData("Mrs")]
    [InlineData("M r")]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("99999999999999999999")]
    public void Other_texts_are_not_found(string text) => Assert.Equal(MatchKind.NotFound, Titles.Match(text, null).Kind);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(4294967297)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_number_that_is_not_a_value_is_not_found(long number) => Assert.Equal(MatchKind.NotFound, Titles.Match(number, null).Kind);

    [Fact]
    public void The_maximum_length_applies_to_the_trimmed_text()
    {
        var longest = new string('x', ListItem.MaxTextLength);
        var list = List(ReferenceLists.Title, TestData.Item(1, longest, "طويل"));
        AssertFound(1, list.Match($"   {longest}   ", null));
        Assert.Equal(MatchKind.NotFound, list.Match(longest + "x", null).Kind);
    }

    [Theory]
    [InlineData("Twin")]
    [InlineData("توأم")]
    [InlineData("TWIN ")]
    [Promise("4.5")]
    public void A_text_that_matches_two_items_is_ambiguous(string text)
    {
        var list = List(
            ReferenceLists.Title,
            TestData.Item(1, "Twin", "توأم"),
            TestData.Item(2, "twin", "توأم"),
            TestData.Item(3, "Other", "آخر")
        );
        var match = list.Match(text, null);
        Assert.Equal(MatchKind.Ambiguous, match.Kind);
        Assert.Null(match.Item);
        Assert.Equal([1, 2], match.Candidates.Select(item => item.Value));
    }

    [Fact]
    [Promise("4.5")]
    public void A_label_does_not_take_precedence_over_an_alias() =>
        Assert.Equal(
            MatchKind.Ambiguous,
            List(ReferenceLists.Title, TestData.Item(1, "Dr", "دكتور"), TestData.Item(2, "Doctor", "طبيب", null, null, "Dr"))
                .Match("dr", null)
                .Kind
        );

    [Fact]
    public void Two_texts_of_one_item_that_fold_alike_are_not_ambiguous() =>
        AssertFound(1, List(ReferenceLists.Title, TestData.Item(1, "K3", "K3", null, "k3", "K-3", "K3 ")).Match("k3", null));

    [Fact]
    [Promise("3.6")]
    public void A_retired_item_is_not_matched_but_is_still_found_by_value()
    {
        var retired = TestData.Item(9, "Esquire", "إسكواير", null, "ESQ") with { IsActive = false };
        var list = List(ReferenceLists.Title, TestData.Item(1, "Mr", "السيد"), retired);
        Assert.Equal(MatchKind.NotFound, list.Match("Esquire", null).Kind);
        Assert.Equal(MatchKind.NotFound, list.Match("ESQ", null).Kind);
        Assert.Equal(MatchKind.NotFound, list.Match("9", null).Kind);
        Assert.Equal(MatchKind.NotFound, list.Match(9, null).Kind);
        Assert.False(list.IsActive(9));
        Assert.DoesNotContain(retired, list.Active);
        Assert.DoesNotContain(retired, list.FindNearest("Esquire", null));
        Assert.Same(retired, list.Find(9));
        Assert.Contains(retired, list.Items);
    }

    [Fact]
    [Promise("3.6")]
    public void The_text_of_a_retired_item_can_be_reused()
    {
        var list = List(ReferenceLists.Title, TestData.Item(1, "Dr", "دكتور") with { IsActive = false }, TestData.Item(2, "Dr", "دكتور"));
        AssertFound(2, list.Match("Dr", null));
    }

    [Fact]
    public void An_unknown_value_is_not_found() => Assert.Null(Titles.Find(1000));

    private static void AssertFound(int value, ListMatch match)
    {
        Assert.Equal(MatchKind.Found, match.Kind);
        Assert.Equal(value, match.Item?.Value);
        Assert.Empty(match.Candidates);
    }

    private static ReferenceList List(ListDefinition list, params ListItem[] items) => TestData.CatalogWith(list, _ => items)[list];
}
