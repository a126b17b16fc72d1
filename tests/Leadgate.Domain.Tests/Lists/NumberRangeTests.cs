using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

/// <summary>Suggestions for a list of ranges go by the amounts, not by the letters.</summary>
[Promise("4.4")]
public sealed class NumberRangeTests
{
    private static readonly ReferenceList Incomes = TestData.Catalog[ReferenceLists.LeadMonthlyIncome];

    [Theory]
    [InlineData("10000+", "10000-15000 SAR")]
    [InlineData("+10,000", "10000-15000 SAR")]
    [InlineData("above 10K", "10000-15000 SAR")]
    [InlineData("أكثر من ١٥٠٠٠", "15000-20000 SAR")]
    [InlineData("12500", "10000-15000 SAR")]
    [InlineData("12,500.00 SAR", "10000-15000 SAR")]
    [InlineData("less than 9000", "5000-10000 SAR")]
    [InlineData("أقل من 3000", "0-5000 SAR")]
    [InlineData("16-19K", "15000-20000 SAR")]
    [InlineData("16000 - 19000", "15000-20000 SAR")]
    [InlineData("31k to 45k", "30000-50000 SAR")]
    [InlineData("75,000", "Above 50000 SAR")]
    [InlineData("100000+", "Above 50000 SAR")]
    public void The_range_with_the_amount_is_suggested_first(string text, string label)
    {
        Assert.Equal(MatchKind.NotFound, Incomes.Match(text, null).Kind);
        var nearest = Incomes.FindNearest(text, null);
        Assert.Equal(label, nearest[0].Label);
        Assert.Equal(3, nearest.Distinct().Count());
    }

    [Theory]
    [InlineData("prefer not say", "Prefer Not to Say")]
    [InlineData("prefer 99999999999999999999", "Prefer Not to Say")]
    public void A_text_without_an_amount_is_compared_by_its_letters(string text, string label) =>
        Assert.Equal(label, Incomes.FindNearest(text, null)[0].Label);

    [Fact]
    public void Other_lists_with_numbers_in_their_labels_are_compared_by_their_letters()
    {
        Assert.Equal("K3", TestData.Catalog[ReferenceLists.Model].FindNearest("K03", 1)[0].Label);
        Assert.Equal("Within 30 Days", TestData.Catalog[ReferenceLists.PurchasePlan].FindNearest("Within 30 Day", null)[0].Label);
        Assert.Equal("2025", TestData.Catalog[ReferenceLists.ModelYear].FindNearest("20255", null)[0].Label);
    }
}
