using System.Text;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("7.3")]
public sealed class ErrorOrderTests
{
    private static readonly string[] Names = [.. LeadFields.All.Select(field => field.Name)];

    [Fact]
    public void All_errors_are_reported_once_in_field_order_regardless_of_the_order_sent() =>
        Gen.Select(Gen.Bool.Array[Names.Length], Gen.Shuffle(Names))
            .Sample(
                (isInvalid, order) =>
                {
                    var invalid = Names.Where((_, index) => isInvalid[index]).ToHashSet();
                    var lead = order
                        .Where(invalid.Contains)
                        .Aggregate(TestData.Person.Without([.. invalid]), (text, name) => text.AndJson(name, "{\"a\": 1}"));
                    Assert.Equal(Names.Where(invalid.Contains).Select(name => $"{name} invalid-type"), TestData.Errors(lead));
                },
                iter: 2_000
            );

    [Fact]
    public void Errors_of_all_kinds_are_in_field_order() =>
        Assert.Equal(
            [
                "title not-in-list",
                "firstName required",
                "lastName too-long",
                "dateOfBirth out-of-range",
                "customerCity not-in-parent",
                "address1 invalid-character",
                "phoneNumber invalid-length",
                "email invalid-format",
                "brand conflict",
                "leadDate invalid-date",
                "leadName invalid-type",
                "vehicles[0].totalQty out-of-range",
                "priority not-in-list",
                "acceptMarketing invalid-type",
            ],
            TestData.Errors(
                TestData
                    .Person.Without("firstName", "ou")
                    .AndJson("acceptMarketing", "[]")
                    .With("priority", "x")
                    .WithVehicles(TestData.Vehicle(("totalQty", 0)))
                    .WithJson("leadName", "{}")
                    .With("leadDate", "x")
                    .And("brand", "JMC")
                    .And("brand", "KIA")
                    .With("email", "x")
                    .With("phoneNumber", "1")
                    .WithJson("address1", "\"\\u0000\"")
                    .With("customerCity", "Jeddah")
                    .With("dateOfBirth", "2099-01-01")
                    .With("lastName", new string('x', 101))
                    .With("title", "x")
            )
        );

    [Theory]
    [InlineData("priority", "\"Boiling\"")]
    [InlineData("firstName", "{ \"a\" :  [ 1 ] }")]
    [InlineData("leadDate", "\"\\u0078\"")]
    [InlineData("totalQty", "1e5")]
    public void An_error_has_the_value_as_it_was_sent(string field, string json)
    {
        var lead =
            field == "totalQty"
                ? TestData.Person.WithVehicles(new LeadText().WithJson(field, json))
                : TestData.Person.WithJson(field, json);
        Assert.Equal(json, Encoding.UTF8.GetString(TestData.Error(lead).Value.Span));
    }

    [Fact]
    public void The_error_of_a_missing_field_has_no_value() =>
        Assert.True(TestData.Error(TestData.Person.Without("priority")).Value.IsEmpty);

    [Fact]
    public void Each_lead_has_its_index_in_the_request()
    {
        var bulk = TestData.Read($"{{\"leads\": [{TestData.Person}, 1, {TestData.Person}, {{}}]}}").Bulk!;
        Assert.Equal([0, 1, 2, 3], bulk.Leads.Select(lead => lead.Index));
    }

    [Fact]
    [Promise("6.4")]
    public void The_JSON_of_a_lead_with_errors_is_kept_as_sent_and_that_of_a_valid_one_is_not()
    {
        const string InvalidLead = "{ \"priority\" :\t\"\\u0048ot\",\n  \"x\": [ 1.50, 1e3 ],  \"firstName\": \"\\ud83d\" }";
        var leads = TestData.Read($"{{\"leads\": [  {InvalidLead}  ,{TestData.Person}]}}").Bulk!.Leads;
        Assert.Equal(InvalidLead, Encoding.UTF8.GetString(leads[0].SentJson.Span));
        Assert.True(leads[1].SentJson.IsEmpty);
    }

    [Fact]
    [Promise("6.4")]
    public void Valid_fields_of_a_lead_with_errors_are_read()
    {
        var lead = TestData.Check(TestData.Person.Without("priority").With("email", "nobody"));
        Assert.Equal("Noura", lead.Value("firstName").Text);
        Assert.Equal("Dammam", lead.Value("customerCity").Item?.Label);
        Assert.Equal("nobody", lead.Value("email").Text);
    }
}
