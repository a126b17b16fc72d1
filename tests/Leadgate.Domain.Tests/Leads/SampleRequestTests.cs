using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>The sample request of the interface, byte for byte.</summary>
[Promise("5.1")]
public sealed class SampleRequestTests
{
    private static readonly Lead Lead = Assert.Single(TestData.Read(TestData.Sample, []).Bulk!.Leads);

    [Fact]
    public void The_sample_has_no_errors_and_no_warnings()
    {
        Assert.Empty(TestData.Errors(Lead));
        Assert.Empty(TestData.Warnings(Lead));
        Assert.False(Lead.HasErrors);
        Assert.True(Lead.SentJson.IsEmpty);
        Assert.True(Lead.Extra.IsEmpty);
    }

    [Theory]
    [InlineData("leadType", "Company")]
    [InlineData("companyIndustryType", "Bank")]
    [InlineData("title", "Mr")]
    [InlineData("nationality", "Saudi")]
    [InlineData("gender", "Male")]
    [InlineData("customerCountry", "Saudi Arabia")]
    [InlineData("customerRegion", "Eastern Province")]
    [InlineData("customerCity", "Dammam")]
    [InlineData("phoneCode", "+966")]
    [InlineData("monthlyIncome", "0-5000 SAR")]
    [InlineData("preferredLanguage", "English")]
    [InlineData("preferredContactType", "Phone Call")]
    [InlineData("ou", "JMC")]
    [InlineData("businessArea", "Sales")]
    [InlineData("leadInterest", "Vehicle Inquiry")]
    [InlineData("source", "Showroom")]
    [InlineData("subSource", "Walk-in")]
    [InlineData("vehicleType", "New")]
    [InlineData("purchasePlan", "Immediate")]
    [InlineData("paymentMode", "Cash")]
    [InlineData("currency", "SAR")]
    [InlineData("priority", "Hot")]
    [InlineData("testDriveRequired", "Yes")]
    [InlineData("acceptPrivatePolicy", "Yes")]
    public void The_list_fields_match_their_items(string field, string label) => Assert.Equal(label, Lead.Value(field).Item?.Label);

    [Theory]
    [InlineData("contactName", "Abdullah")]
    [InlineData("leadTypeName", "Company")]
    [InlineData("firstName", "Abdullah")]
    [InlineData("address1", "Building 7, King Fahad Road")]
    [InlineData("phoneNumber", "555555555")]
    [InlineData("email", "example@example.com")]
    [InlineData("company", "JTC")]
    [InlineData("leadName", "Example Holdings")]
    public void The_texts_are_stored(string field, string text) => Assert.Equal(text, Lead.Value(field).Text);

    [Fact]
    [Promise("5.2")]
    public void The_dates_are_parsed()
    {
        Assert.Equal(new DateOnly(2025, 8, 17), Lead.Value("dateOfBirth").Date);
        Assert.Equal(new DateTime(2025, 8, 17, 6, 49, 41, 761, DateTimeKind.Utc), Lead.Value("leadDate").Timestamp);
    }

    [Fact]
    [Promise("5.5")]
    public void The_branch_is_routed_to_that_of_the_brand_in_the_city()
    {
        Assert.True(Lead.BranchRouted);
        Assert.Equal("JMC-DMM-1", Lead.Value("branch").Item?.Code);
    }

    [Fact]
    public void The_vehicle_is_read()
    {
        var vehicle = Assert.Single(Lead.Vehicles);
        Assert.Equal("Grand Avenue", vehicle.Value("modelFamily").Item?.Label);
        Assert.Equal(2025, vehicle.Value("modelYear").Item?.Value);
        Assert.Equal("string", vehicle.Value("modelMemo").Text);
        Assert.Equal(1, vehicle.Value("totalQty").Number);
    }
}
