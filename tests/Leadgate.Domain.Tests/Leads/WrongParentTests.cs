using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>A child field whose parent is wrong, missing or without items.</summary>
public sealed class WrongParentTests
{
    [Theory]
    [InlineData("customerCountry")]
    [InlineData("customerRegion")]
    [InlineData("ou")]
    [InlineData("source")]
    [Promise("4.3")]
    public void A_wrong_parent_is_told_alone_and_its_children_are_not_blamed(string field) =>
        Assert.Equal(
            [$"{field} not-in-list"],
            Some.Errors(Some.Person.With(field, "Nonesuch").WithVehicles(Some.Vehicle(("modelFamily", "Grand Avenue"))))
        );

    [Fact]
    [Promise("4.3")]
    public void With_a_missing_parent_a_child_that_may_be_right_is_not_blamed()
    {
        Assert.Equal(["source required"], Some.Errors(Some.Person.Without("source").With("subSource", "Test Drive Request")));
        Assert.Equal(
            ["customerCountry required", "customerRegion required"],
            Some.Errors(Some.Person.Without("customerCountry", "customerRegion"))
        );
    }

    [Fact]
    [Promise("4.3")]
    public void With_a_wrong_parent_a_child_that_is_nowhere_is_told_too()
    {
        Assert.Equal(
            ["source not-in-list", "subSource not-in-list"],
            Some.Errors(Some.Person.With("source", "Nonesuch").With("subSource", "Nowhere"))
        );
        Assert.Equal(
            ["customerRegion not-in-list", "customerCity not-in-list"],
            Some.Errors(Some.Person.With("customerRegion", "Nonesuch").With("customerCity", "Nowhere"))
        );
    }

    [Fact]
    [Promise("4.6")]
    public void With_a_wrong_country_an_unknown_region_may_be_right_for_some_countries_have_none() =>
        Assert.Equal(
            ["customerCountry not-in-list"],
            Some.Errors(Some.Person.With("customerCountry", "Nonesuch").With("customerRegion", "Bavaria").With("customerCity", "Dammam"))
        );

    [Fact]
    [Promise("4.3")]
    public void A_missing_child_is_missing_whatever_is_wrong_with_its_parent() =>
        Assert.Equal(["ou not-in-list", "businessArea required"], Some.Errors(Some.Person.With("ou", "Nonesuch").Without("businessArea")));

    [Fact]
    [Promise("4.6")]
    public void Under_a_country_without_regions_neither_region_nor_city_is_mandatory()
    {
        var lead = Some.Check(Some.Person.With("customerCountry", "Germany").Without("customerRegion", "customerCity"));
        Assert.Empty(Some.Errors(lead));
        Assert.Empty(Some.Warnings(lead));
        Assert.Equal("JMC-RUH-1", lead.Value("branch").Item?.Code);
    }

    [Fact]
    [Promise("4.6")]
    public void Under_a_country_without_regions_texts_are_kept_with_a_warning()
    {
        var lead = Some.Check(
            Some.Person.With("customerCountry", "Germany").With("customerRegion", " Bavaria ").With("customerCity", "Munich")
        );
        Assert.Empty(Some.Errors(lead));
        Assert.Equal(["customerRegion kept-as-text", "customerCity kept-as-text"], Some.Warnings(lead));
        Assert.Equal("Bavaria", lead.Value("customerRegion").Text);
        Assert.Equal("Munich", lead.Value("customerCity").Text);
    }

    [Fact]
    [Promise("4.6")]
    public void A_city_is_kept_even_where_the_region_is_left_out()
    {
        var lead = Some.Check(Some.Person.With("customerCountry", "Germany").Without("customerRegion").With("customerCity", "Dammam"));
        Assert.Empty(Some.Errors(lead));
        Assert.Equal(["customerCity kept-as-text"], Some.Warnings(lead));
        Assert.Null(lead.Value("customerCity").Item);
        Assert.Equal("Dammam", lead.Value("customerCity").Text);
    }

    [Theory]
    [InlineData("customerRegion", "not-in-parent")]
    [InlineData("customerCity", "not-in-list")]
    [Promise("4.6")]
    public void A_number_is_no_text_to_keep(string field, string code) =>
        Assert.Equal(
            [$"{field} {code}"],
            Some.Errors(
                Some.Person.With("customerCountry", "Germany")
                    .Without("customerRegion", "customerCity")
                    .With(field, field == "customerCity" ? 1301 : 4)
            )
        );

    [Fact]
    [Promise("4.6")]
    public void A_kept_text_has_its_limit_in_scalar_values()
    {
        var lead = Some.Person.With("customerCountry", "Germany").Without("customerCity");
        Assert.Empty(Some.Errors(lead.With("customerRegion", string.Concat(Enumerable.Repeat("\U0001F697", 200)))));
        Assert.Equal(["customerRegion too-long"], Some.Errors(lead.With("customerRegion", new string('x', 201))));
    }

    [Fact]
    [Promise("4.6")]
    public void A_brand_without_items_asks_for_no_business_area_and_no_branch()
    {
        var catalog = Some.CatalogWith(ReferenceLists.OuType, items => items.Append(Some.Item(9, "Newcomer", "الجديدة")));
        var lead = Some.Check(
            Some.Person.With("ou", "Newcomer").Without("businessArea").WithVehicles(Some.Vehicle(("modelFamily", "First One"))),
            catalog
        );
        Assert.Empty(Some.Errors(lead));
        Assert.Equal(["vehicles[0].modelFamily kept-as-text"], Some.Warnings(lead));
        Assert.True(lead.Value("branch").IsAbsent);
        Assert.False(lead.BranchRouted);
        Assert.Same(IssueCode.KeptAsText, Some.Check(Some.Person.With("ou", "Newcomer"), catalog).Warnings[0].Code);
    }

    [Fact]
    [Promise("4.6")]
    public void The_same_text_kept_twice_is_one_warning_and_two_texts_are_a_conflict()
    {
        var lead = Some.Person.With("customerCountry", "Germany").Without("customerCity").With("customerRegion", "Bavaria");
        Assert.Equal(["customerRegion kept-as-text"], Some.Warnings(Some.Check(lead.And("customerRegion", "Bavaria"))));
        Assert.Equal(["customerRegion conflict"], Some.Errors(lead.And("customerRegion", "Saxony")));
    }
}
