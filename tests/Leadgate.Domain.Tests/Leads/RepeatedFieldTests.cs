using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>A field under its second name, under both names, or twice.</summary>
[Promise("5.1")]
public sealed class RepeatedFieldTests
{
    [Theory]
    [InlineData("ou", "brand", "JMC")]
    [InlineData("leadInterest", "interest", "Test Drive")]
    public void A_field_is_accepted_under_its_second_name(string name, string otherName, string label)
    {
        var lead = TestData.Check(TestData.Person.Without(name).With(otherName, label));
        Assert.Empty(TestData.Errors(lead));
        Assert.Empty(TestData.Warnings(lead));
        Assert.Equal(label, lead.Value(name).Item?.Label);
    }

    [Fact]
    public void The_company_name_is_accepted_under_its_second_name() =>
        Assert.Equal(
            "Acme",
            TestData.Check(TestData.Company.Without("leadTypeName").With("companyName", "Acme")).Value("leadTypeName").Text
        );

    [Theory]
    [InlineData("ou", "\"JMC\"", "brand", "\"jmc motors\"")]
    [InlineData("ou", "\"JMC\"", "brand", "2")]
    [InlineData("brand", "\"جي إم سي\"", "ou", "\"JMC\"")]
    [InlineData("leadInterest", "\"Test Drive\"", "interest", "\"test-drive\"")]
    [InlineData("leadTypeName", "\"Acme\"", "companyName", "\" Acme \"")]
    [InlineData("phoneCode", "\"+966\"", "phoneCode", "\"00966\"")]
    [InlineData("firstName", "\"Noura\"", "FIRSTNAME", "\"Noura\"")]
    [InlineData("leadDate", "\"2026-03-01T00:00:00Z\"", "leadDate", "\"2026-03-01T03:00:00+03:00\"")]
    [InlineData("testDriveRequired", "true", "testDriveRequired", "\"نعم\"")]
    [InlineData("ou", "\"JMC\"", "brand", "null")]
    [InlineData("ou", "\"  \"", "brand", "\"JMC\"")]
    [InlineData("vehicles", "[ ]", "vehicles", "[ ]")]
    public void The_same_value_twice_is_valid(string name, string json, string again, string otherJson) =>
        Assert.Empty(TestData.Errors(TestData.Company.WithJson(name, json).AndJson(again, otherJson)));

    [Theory]
    [InlineData("brand", "\"KIA\"", "ou")]
    [InlineData("ou", "\"KIA\"", "ou")]
    [InlineData("interest", "\"Purchase\"", "leadInterest")]
    [InlineData("companyName", "\"ACME\"", "leadTypeName")]
    [InlineData("leadName", "\"Another\"", "leadName")]
    [InlineData("LEADNAME", "\"Another\"", "leadName")]
    [InlineData("leadDate", "\"2026-03-02\"", "leadDate")]
    [InlineData("priority", "2", "priority")]
    public void Different_values_are_a_conflict(string again, string json, string field)
    {
        var error = TestData.Error(TestData.Company.AndJson(again, json));
        Assert.Equal($"{field} conflict", $"{error.Path} {error.Code.Word}");
        Assert.Equal(json, Encoding.UTF8.GetString(error.Value.Span));
    }

    [Fact]
    public void Different_vehicle_arrays_are_a_conflict() =>
        Assert.Equal(["vehicles conflict"], TestData.Errors(TestData.Person.WithJson("vehicles", "[]").AndJson("vehicles", "[{}]")));

    [Fact]
    public void Different_values_of_a_vehicle_field_are_a_conflict() =>
        Assert.Equal(
            ["vehicles[1].totalQty conflict"],
            TestData.Errors(TestData.Person.WithVehicles(new LeadText(), TestData.Vehicle(("totalQty", 1)).And("TOTALQTY", 2)))
        );

    [Fact]
    public void An_invalid_value_among_two_is_reported_under_the_name_that_was_sent()
    {
        Assert.Equal(["brand not-in-list"], TestData.Errors(TestData.Person.And("brand", "Nonesuch")));
        Assert.Equal(["ou not-in-list"], TestData.Errors(TestData.Person.With("ou", "Nonesuch").And("brand", "JMC")));
        Assert.Equal(["interest invalid-type"], TestData.Errors(TestData.Person.AndJson("interest", "{}")));
    }

    [Theory]
    [InlineData("ou", "brand", "(\"ou\" and \"brand\")", "(\"ou\" و \"brand\")")]
    [InlineData("brand", "ou", "(\"brand\" and \"ou\")", "(\"brand\" و \"ou\")")]
    [InlineData("brand", "brand", "(\"brand\")", "(\"brand\")")]
    [InlineData("ou", "ou", "(\"ou\")", "(\"ou\")")]
    [Promise("7.3")]
    public void A_conflict_names_the_field_as_the_sender_does(string first, string second, string english, string arabic)
    {
        var error = TestData.Error(TestData.Person.Without("ou").And(first, "JMC").And(second, "KIA"));
        Assert.Equal(first, error.Path);
        Assert.Contains(english, IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
        Assert.Contains(arabic, IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_values_of_which_one_differs_are_one_conflict() =>
        Assert.Equal(["ou conflict"], TestData.Errors(TestData.Person.And("brand", "JMC").And("brand", "KIA").And("ou", "Lynk & Co")));

    [Fact]
    public void An_error_has_the_name_that_was_sent() =>
        Assert.Equal(["brand not-in-list"], TestData.Errors(TestData.Person.Without("ou").With("brand", "Nonesuch")));
}
