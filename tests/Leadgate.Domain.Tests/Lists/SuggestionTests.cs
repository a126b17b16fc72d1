using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

[Promise("4.4")]
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("Saudi Arabai", "Saudi Arabia")]
    [InlineData("Untied Arab Emirates", "United Arab Emirates")]
    [InlineData("المملكة العربية السعوديه المتحدة", "Saudi Arabia")]
    [InlineData("كويتت", "Kuwait")]
    public void A_misspelled_country_is_the_first_suggestion(string text, string label) =>
        Assert.Equal(label, TestData.Catalog[ReferenceLists.Country].FindNearest(text, null)[0].Label);

    [Fact]
    public void A_similar_alias_suggests_its_item() =>
        Assert.Equal("Riyadh", TestData.Catalog[ReferenceLists.Region].FindNearest("Centrall Region", 1)[0].Label);

    [Fact]
    public void An_item_is_suggested_once_even_if_several_of_its_texts_are_near()
    {
        var nearest = TestData.Catalog[ReferenceLists.City].FindNearest("Khobarr", 4);
        Assert.Equal("Al Khobar", nearest[0].Label);
        Assert.Equal(3, nearest.Distinct().Count());
    }

    [Fact]
    public void A_text_cut_within_a_surrogate_pair_still_gets_suggestions()
    {
        var text = new string('a', ListItem.MaxTextLength - 1) + "\U0001F697" + new string('b', 50);
        Assert.Equal(3, TestData.Catalog[ReferenceLists.Country].FindNearest(text, null).Count);
    }

    [Fact]
    public void A_text_of_a_megabyte_is_compared_by_its_beginning()
    {
        var text = "Saudi Arabiaa" + new string(' ', 1_000_000) + "Kuwait";
        Assert.Equal("Saudi Arabia", TestData.Catalog[ReferenceLists.Country].FindNearest(text, null)[0].Label);
    }

    [Fact]
    public void A_bulk_has_a_limit_of_comparisons_and_equal_values_count_once()
    {
        var texts = TestData.Catalog[ReferenceLists.LeadPriority].CountCompared(null);
        var validator = TestData.CreateValidator(rules: TestData.Rules with { MaxComparedTexts = 2 * texts });

        Assert.Equal(3, Suggest("Hott"));
        Assert.Equal(3, Suggest("Colld"));
        Assert.Equal(3, Suggest("Hott"));
        Assert.Equal(0, Suggest("Waarm"));
        Assert.Equal(3, Suggest("Colld"));

        int Suggest(string text) =>
            IssueMessages.GetSuggestions(Assert.Single(validator.Validate(0, TestData.Person.With("priority", text).Utf8).Errors)).Length;
    }
}
