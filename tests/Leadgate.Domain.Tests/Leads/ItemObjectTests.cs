using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>An item sent as the lists return it.</summary>
[Promise("4.1")]
public sealed class ItemObjectTests
{
    [Theory]
    [InlineData("""{"value": 1, "label": "Hot", "labelAr": "ساخن", "code": null, "parentValue": null}""")]
    [InlineData("""{"value": 1}""")]
    [InlineData("""{"label": "Hot"}""")]
    [InlineData("""{"label": "ساخن", "value": null}""")]
    [InlineData("""{"label": "Cold", "value": 1}""")]
    [InlineData("""{"Value": 1, "LABEL": "Cold"}""")]
    [InlineData("""{"value": "1"}""")]
    [InlineData("""{"value": " ", "label": "urgent"}""")]
    [InlineData("""{"other": {"value": 3}, "\u0076alue": 1, "value": 2}""")]
    [InlineData("""{"\uD83D": 3, "label": "Hot"}""")]
    public void The_value_decides_otherwise_the_label(string json)
    {
        var lead = TestData.Check(TestData.Person.WithJson("priority", json));
        Assert.Empty(lead.Errors);
        Assert.Equal("Hot", lead.Value("priority").Item?.Label);
    }

    [Fact]
    public void Lists_with_a_parent_and_fields_of_a_vehicle_take_it_too()
    {
        var lead = TestData.Check(
            TestData
                .Person.WithJson("customerCountry", """{"value": 1, "label": "Saudi Arabia", "parentValue": null}""")
                .WithJson("customerRegion", """{"value": 4, "label": "Eastern Province", "parentValue": 1}""")
                .WithJson("customerCity", """{"value": 1301, "label": "الدمام", "parentValue": 4}""")
                .WithJson("acceptMarketing", """{"value": 0, "label": "No"}""")
                .WithJson("vehicles", """[{"modelFamily": {"value": 201, "label": "Grand Avenue"}, "modelYear": {"value": 2025}}]""")
        );
        Assert.Empty(lead.Errors);
        Assert.Equal("Dammam", lead.Value("customerCity").Item?.Label);
        Assert.Equal("No", lead.Value("acceptMarketing").Item?.Label);
    }

    [Theory]
    [InlineData("""{"value": 99, "label": "Hot"}""", "not-in-list")]
    [InlineData("""{"label": "Boiling"}""", "not-in-list")]
    [InlineData("""{}""", "invalid-type")]
    [InlineData("""{"value": null, "label": ""}""", "invalid-type")]
    [InlineData("""{"code": "HOT"}""", "invalid-type")]
    [InlineData("""{"value": {"value": 1}}""", "invalid-type")]
    [InlineData("""{"value": true}""", "invalid-type")]
    [InlineData("""{"label": "\uD83D"}""", "invalid-character")]
    [InlineData("""[{"value": 1}]""", "invalid-type")]
    public void What_identifies_no_item_is_an_error(string json, string code)
    {
        var error = TestData.Error(TestData.Person.WithJson("priority", json));
        Assert.Equal($"priority {code}", $"{error.Path} {error.Code.Word}");
        Assert.Equal(json, System.Text.Encoding.UTF8.GetString(error.Value.Span));
    }

    [Fact]
    public void The_message_shows_what_identifies_the_item()
    {
        var error = TestData.Error(TestData.Person.WithJson("customerCity", """{"label": "Jeddah", "code": "JED"}"""));
        Assert.StartsWith("City: \"Jeddah\" is a city of Makkah", IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_field_takes_no_object() =>
        Assert.Equal(
            ["firstName invalid-type"],
            TestData.Errors(TestData.Person.WithJson("firstName", """{"value": 1, "label": "Noura"}"""))
        );

    [Fact]
    [Promise("4.4")]
    public void A_number_that_is_the_text_of_an_item_is_to_be_sent_as_a_string()
    {
        var lead = TestData.Person.With("ou", "Lynk & Co");
        var error = TestData.Error(lead.WithVehicles(TestData.Vehicle(("modelFamily", 900))));
        Assert.Equal("vehicles[0].modelFamily not-in-list", $"{error.Path} {error.Code.Word}");
        Assert.Equal(["900"], IssueMessages.GetSuggestions(error));
        Assert.EndsWith(
            "For the item with that label, send a string: \"900\".",
            IssueMessages.Format(error, arabic: false),
            StringComparison.Ordinal
        );
        Assert.EndsWith("فأرسل اسمه نصًّا: \"900\".", IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
        Assert.Empty(TestData.Errors(lead.WithVehicles(TestData.Vehicle(("modelFamily", "900")))));
        Assert.Equal(["01"], IssueMessages.GetSuggestions(TestData.Error(lead.WithVehicles(TestData.Vehicle(("modelFamily", 1))))));
    }
}
