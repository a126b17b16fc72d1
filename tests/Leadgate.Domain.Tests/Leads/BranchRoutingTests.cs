using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5.5")]
public sealed class BranchRoutingTests
{
    [Theory]
    [InlineData("JMC", "Eastern Province", "Al Khobar", "JMC-KHB-1")]
    [InlineData("KIA", "Eastern Province", "Al Khobar", "KIA-KHB-1")]
    [InlineData("KIA", "Makkah", "Jeddah", "KIA-JED-1")]
    [InlineData("Lynk & Co", "Riyadh", "Riyadh", "LYNK-RUH-1")]
    public void A_lead_is_routed_to_the_branch_of_the_brand_in_the_city(string brand, string region, string city, string code) =>
        AssertRouted(code, brand, region, city);

    [Theory]
    [InlineData("KIA", "الأحساء", "KIA-HOF-1")]
    [InlineData("JMC", "Al Ahsa", "JMC-HOF-1")]
    [InlineData("Lynk & Co", "Al Ahsa", "LYNK-KHB-1")]
    public void A_governorate_is_served_by_the_branch_in_its_seat_and_else_in_its_region(string brand, string city, string code) =>
        AssertRouted(code, brand, "Eastern Province", city);

    [Theory]
    [InlineData("JMC", "Eastern Province", "Dhahran", "JMC-DMM-1")]
    [InlineData("KIA", "Makkah", "Taif", "KIA-JED-1")]
    [InlineData("KIA", "Asir", "Abha", "KIA-AHB-1")]
    public void Without_a_branch_in_the_city_the_first_in_the_region_is_used(string brand, string region, string city, string code) =>
        AssertRouted(code, brand, region, city);

    [Theory]
    [InlineData("JMC", "Najran", "Najran", "JMC-RUH-1")]
    [InlineData("KIA", "Al Jawf", "Sakaka", "KIA-RUH-1")]
    [InlineData("Lynk & Co", "Tabuk", "Tabuk", "LYNK-RUH-1")]
    public void Without_a_branch_in_the_region_the_default_branch_is_used(string brand, string region, string city, string code) =>
        AssertRouted(code, brand, region, city);

    [Fact]
    public void A_customer_abroad_is_routed_to_the_default_branch()
    {
        var lead = TestData.Check(
            TestData.Person.With("customerCountry", "Kuwait").With("customerRegion", "Hawalli").With("customerCity", "Salmiya")
        );
        Assert.Equal("JMC-RUH-1", lead.Value("branch").Item?.Code);
        Assert.True(lead.BranchRouted);
    }

    [Fact]
    public void A_branch_that_was_sent_is_not_routed()
    {
        var lead = TestData.Check(TestData.Person.With("branch", "JMC Jeddah"));
        Assert.Equal("JMC-JED-1", lead.Value("branch").Item?.Code);
        Assert.False(lead.BranchRouted);
    }

    [Fact]
    public void An_invalid_branch_is_an_error_and_is_not_replaced()
    {
        var lead = TestData.Check(TestData.Person.With("branch", "Nonesuch"));
        Assert.Equal(["branch not-in-list"], TestData.Errors(lead));
        Assert.False(lead.BranchRouted);
        Assert.Null(lead.Value("branch").Item);
    }

    [Fact]
    public void A_lead_with_another_error_is_still_routed()
    {
        var lead = TestData.Check(TestData.Person.Without("priority"));
        Assert.True(lead.BranchRouted);
        Assert.Equal("JMC-DMM-1", lead.Value("branch").Item?.Code);
    }

    [Fact]
    public void If_no_branch_is_found_the_field_is_missing()
    {
        var catalog = TestData.CatalogWith(
            ReferenceLists.BranchType,
            items => items.Where(item => item.Code != "JMC-DMM-1").Select(item => item with { IsDefault = false })
        );
        Assert.Equal("JMC-KHB-1", TestData.Check(TestData.Person, catalog).Value("branch").Item?.Code);
        var lead = TestData.Check(TestData.Person.With("customerRegion", "Najran").With("customerCity", "Najran"), catalog);
        Assert.Equal(["branch required"], TestData.Errors(lead));
        Assert.False(lead.BranchRouted);
    }

    [Fact]
    [Promise("3.6")]
    public void No_lead_is_routed_to_a_retired_branch()
    {
        var catalog = TestData.CatalogWith(
            ReferenceLists.BranchType,
            items => items.Select(item => item with { IsActive = item.Code != "JMC-DMM-1" })
        );
        Assert.Equal("JMC-KHB-1", TestData.Check(TestData.Person, catalog).Value("branch").Item?.Code);
    }

    [Fact]
    public void The_first_of_several_branches_in_display_order_is_used()
    {
        var catalog = TestData.CatalogWith(ReferenceLists.BranchType, items => items.Reverse());
        Assert.Equal("KIA-JED-2", Route(catalog, 1, 2, 1102)?.Code);
        Assert.Equal("KIA-JED-1", Route(TestData.Catalog, 1, 2, 1102)?.Code);
    }

    [Fact]
    public void Without_a_known_region_or_city_the_default_branch_is_used()
    {
        Assert.Equal("KIA-RUH-1", Route(TestData.Catalog, 1, null, null)?.Code);
        Assert.Equal("KIA-DMM-1", Route(TestData.Catalog, 1, 4, null)?.Code);
        Assert.Equal("KIA-KHB-1", Route(TestData.Catalog, 1, null, 1302)?.Code);
    }

    private static ListItem? Route(ListCatalog catalog, int brand, int? region, int? city) =>
        BranchRouting.FindBranch(
            catalog,
            catalog[ReferenceLists.OuType].Find(brand)!,
            region is { } r ? catalog[ReferenceLists.Region].Find(r) : null,
            city is { } c ? catalog[ReferenceLists.City].Find(c) : null
        );

    private static void AssertRouted(string code, string brand, string region, string city)
    {
        var lead = TestData.Check(TestData.Person.With("ou", brand).With("customerRegion", region).With("customerCity", city));
        Assert.Empty(TestData.Errors(lead));
        Assert.Equal(code, lead.Value("branch").Item?.Code);
        Assert.True(lead.BranchRouted);
    }
}
