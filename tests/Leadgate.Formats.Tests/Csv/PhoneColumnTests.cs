using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Tests.Support;

namespace Leadgate.Formats.Tests.Csv;

/// <summary>Phone numbers as people write them into tables.</summary>
public sealed class PhoneColumnTests
{
    /// <summary>Reports of others: the zero was taken off before the country code, then not at all.</summary>
    [Theory]
    [InlineData("00966500004567")]
    [InlineData("+966 (0) 50 000 4567")]
    [InlineData("0500004567")]
    [InlineData("966500004567")]
    [InlineData("9660500004567")]
    [InlineData("٠٥٠٠٠٠٤٥٦٧")]
    [InlineData("500004567")]
    [InlineData("\u202A+966500004567\u202C")]
    [InlineData("tel:+966-50-000-4567")]
    [InlineData("'+966500004567")]
    [InlineData("9.66500004567E+11")]
    public void Number_is_read_as_it_is_written(string cell)
    {
        foreach (var header in (string[])["phoneNumber", "Mobile", "جوال"])
        {
            var lead = TestFile.ReadOne($"leadType,{header}\nIndividual,{cell}\n");
            Assert.Equal(("+966", "500004567"), (lead["phoneCode"], lead["phoneNumber"]));
            Assert.Empty(lead.Faults);
        }
    }

    [Theory]
    [InlineData("050000456")]
    [InlineData("call me")]
    [InlineData("0500004567 / 0500004568")]
    public void Number_that_cannot_be_read_stays_as_it_is_and_is_an_error(string cell)
    {
        var lead = TestFile.ReadOne($"leadType,phoneNumber\nIndividual,{cell}\n");
        Assert.Equal((null, cell), (lead["phoneCode"], lead["phoneNumber"]));
    }

    [Fact]
    public void Code_of_the_row_is_kept_and_one_of_another_country_is_not_replaced()
    {
        var leads = TestFile.Read(
            TestFile.Utf8("phoneCode,Mobile\n971,0500004567\n+966,966500004567\n+971,+966500004567\n,+971500004567\n")
        );
        Assert.Equal(
            [("971", "500004567"), ("+966", "500004567"), ("+971", "+966500004567"), ("+971", "500004567")],
            leads.Select(lead => (lead["phoneCode"], lead["phoneNumber"]))
        );
    }

    [Fact]
    public void Number_without_a_code_in_a_row_of_another_country_gets_none()
    {
        var leads = TestFile.Read(TestFile.Utf8("Country,Mobile\nUnited Arab Emirates,0500004567\nKSA,0500004567\n"));
        Assert.Equal([null, "+966"], leads.Select(lead => lead["phoneCode"]));
    }

    /// <summary>Reports of others: 9.665E+11 became 966500000000.</summary>
    [Theory]
    [InlineData("phoneNumber")]
    [InlineData("Mobile")]
    [InlineData("leadReference")]
    public void Number_that_was_rounded_is_never_guessed(string header)
    {
        var lead = TestFile.ReadOne($"leadType;{header}\nIndividual;9.665E+11\n");
        var fault = Assert.Single(lead.Faults);
        Assert.Equal(IssueCode.PrecisionLost, fault.Code);
        Assert.Equal(header == "leadReference" ? LeadFields.LeadReference : LeadFields.PhoneNumber, fault.Field);
        Assert.Equal("9.665E+11", lead[header == "Mobile" ? "phoneNumber" : header]);
    }

    /// <summary>A date that a spreadsheet wrote as its number.</summary>
    [Fact]
    public void Number_in_a_field_of_dates_names_the_date_that_it_probably_is()
    {
        var lead = TestFile.ReadOne("leadType,leadDate\nIndividual,45986\n");
        var fault = Assert.Single(lead.Faults);
        Assert.Equal((LeadFields.LeadDate, IssueCode.InvalidDate, "2025-11-25"), (fault.Field, fault.Code, fault.Suggestion));
    }
}
