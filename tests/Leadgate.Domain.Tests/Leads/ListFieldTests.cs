using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

public sealed class ListFieldTests
{
    [Fact]
    [Promise("4.4")]
    public void The_nearest_items_of_a_wrong_value_are_looked_up_once_in_a_bulk()
    {
        var validator = TestData.CreateValidator();
        var lead = TestData.Person.With("customerCity", "Damam City Centre").With("priority", "Boiling");
        var (first, second) = (validator.Validate(0, lead.Utf8), validator.Validate(1, lead.Utf8));
        var underOtherParent = validator.Validate(2, lead.With("customerRegion", "Makkah").Utf8);
        Assert.Equal(2, first.Errors.Count);
        Assert.Same(first.Errors[0].Nearest, second.Errors[0].Nearest);
        Assert.Same(first.Errors[1].Nearest, second.Errors[1].Nearest);
        Assert.NotEqual(first.Errors[0].Nearest, underOtherParent.Errors[0].Nearest);
        Assert.Same(first.Errors[1].Nearest, underOtherParent.Errors[1].Nearest);
    }

    [Theory]
    [InlineData("\"Hot\"")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("\"1\"")]
    [InlineData("\"١\"")]
    [InlineData("\" HOT \"")]
    [InlineData("\"عاجل\"")]
    [InlineData("\"\\u0048ot\"")]
    [Promise("4.1")]
    public void A_list_field_accepts_a_value_or_a_text(string json) =>
        Assert.Equal("Hot", TestData.Check(TestData.Person.WithJson("priority", json)).Value("priority").Item?.Label);

    [Theory]
    [InlineData("\"Boiling\"")]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("1e30")]
    [InlineData("\"99\"")]
    [Promise("4.4")]
    public void A_value_that_is_not_in_the_list_gets_three_suggestions(string json)
    {
        var lead = TestData.Check(TestData.Person.WithJson("priority", json));
        var error = Assert.Single(lead.Errors);
        Assert.Equal("priority not-in-list", $"{error.Path} {error.Code.Word}");
        Assert.Equal(3, error.Nearest.Count);
        Assert.Equal(json.Trim('"'), lead.Value("priority").Text ?? json);
    }

    [Theory]
    [InlineData("true", "Yes")]
    [InlineData("false", "No")]
    [InlineData("1", "Yes")]
    [InlineData("0", "No")]
    [InlineData("\"true\"", "Yes")]
    [InlineData("\"0\"", "No")]
    [InlineData("\"Yes\"", "Yes")]
    [InlineData("\"نعم\"", "Yes")]
    [InlineData("\"لا\"", "No")]
    [Promise("4.1")]
    public void Yes_and_no_are_accepted_as_Booleans_and_as_texts(string json, string label)
    {
        foreach (var field in (string[])["testDriveRequired", "acceptNewsLetter", "acceptMarketing", "acceptPrivatePolicy"])
        {
            Assert.Equal(label, TestData.Check(TestData.Person.WithJson(field, json)).Value(field).Item?.Label);
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("\"maybe\"")]
    [InlineData("-1")]
    [Promise("4.1")]
    public void Other_values_are_neither_yes_nor_no(string json) =>
        Assert.Equal(["acceptMarketing not-in-list"], TestData.Errors(TestData.Person.WithJson("acceptMarketing", json)));

    [Fact]
    [Promise("3.6")]
    public void A_retired_item_is_not_in_the_list()
    {
        var catalog = TestData.CatalogWith(
            ReferenceLists.LeadPriority,
            items => items.Select(item => item with { IsActive = item.Label != "Hot" })
        );
        Assert.Equal(["priority not-in-list"], TestData.Errors(TestData.Person, catalog));
        Assert.Equal(["priority not-in-list"], TestData.Errors(TestData.Person.With("priority", 1), catalog));
    }

    [Fact]
    [Promise("4.3")]
    public void The_error_of_a_city_in_another_region_names_its_region()
    {
        var error = TestData.Error(TestData.Person.With("customerCity", "Jeddah"));
        Assert.Equal("customerCity not-in-parent", $"{error.Path} {error.Code.Word}");
        Assert.Equal(["Makkah"], error.CandidateParents.Select(owner => owner.Label));
        Assert.Equal("Eastern Province", error.Parent?.Label);
        Assert.Contains(
            "\"Jeddah\" is a city of Makkah, not of Eastern Province",
            IssueMessages.Format(error, arabic: false),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "مدينة تابعة لـ«مكة المكرمة» وليست تابعة لـ«المنطقة الشرقية»",
            IssueMessages.Format(error, arabic: true),
            StringComparison.Ordinal
        );
        Assert.All(error.Nearest, item => Assert.Equal(4, item.ParentValue));
    }

    [Theory]
    [InlineData("customerRegion", "\"Dubai\"", "United Arab Emirates")]
    [InlineData("customerRegion", "102", "United Arab Emirates")]
    [InlineData("branch", "\"KIA-DMM-1\"", "KIA")]
    [InlineData("businessArea", "11", "KIA")]
    [InlineData("subSource", "\"Walk-in\"", "Showroom")]
    [Promise("4.3")]
    public void The_error_of_an_item_of_another_parent_names_its_parent(string field, string json, string owner)
    {
        var error = Assert.Single(
            TestData.Check(TestData.Person.WithJson(field, json).Without(field == "customerRegion" ? "customerCity" : "")).Errors,
            e => e.Name == field
        );
        Assert.Same(IssueCode.NotInParent, error.Code);
        Assert.Equal([owner], error.CandidateParents.Select(item => item.Label));
    }

    [Fact]
    [Promise("4.3")]
    public void A_model_is_looked_up_under_the_brand_of_the_lead()
    {
        var error = TestData.Error(TestData.Person.WithVehicles(TestData.Vehicle(("modelFamily", "Sportage"))));
        Assert.Equal("vehicles[0].modelFamily not-in-parent", $"{error.Path} {error.Code.Word}");
        Assert.Equal(["KIA"], error.CandidateParents.Select(owner => owner.Label));
        Assert.Empty(TestData.Errors(TestData.Person.With("ou", "KIA").WithVehicles(TestData.Vehicle(("modelFamily", "Sportage")))));
    }

    [Fact]
    [Promise("4.3")]
    public void An_unknown_text_gets_suggestions_of_the_parent()
    {
        var error = TestData.Error(TestData.Person.With("customerCity", "Damamm City"));
        Assert.Equal("customerCity not-in-list", $"{error.Path} {error.Code.Word}");
        Assert.Equal("Dammam", error.Nearest[0].Label);
        Assert.All(error.Nearest, item => Assert.Equal(4, item.ParentValue));
        Assert.Contains("under Eastern Province", IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dmmm", new[] { "Dammam" })]
    [InlineData("الدماممم", new[] { "الدمام" })]
    [Promise("4.4")]
    public void Suggestions_are_in_the_language_of_the_text(string text, string[] first) =>
        Assert.Equal(first, IssueMessages.GetSuggestions(TestData.Error(TestData.Person.With("customerCity", text))).Take(1));

    [Fact]
    [Promise("4.5")]
    public void A_city_that_is_in_its_region_twice_is_ambiguous()
    {
        var catalog = TestData.CatalogWith(ReferenceLists.City, items => items.Append(TestData.Item(9001, "Dammam", "الدمام", 4)));
        var error = TestData.Error(TestData.Person, catalog);
        Assert.Equal("customerCity ambiguous", $"{error.Path} {error.Code.Word}");
        Assert.Equal([1301, 9001], error.Candidates.Select(item => item.Value));
        Assert.Equal(["Dammam", "Dammam"], IssueMessages.GetSuggestions(error));
        Assert.Contains("1301 or 9001", IssueMessages.Format(error, arabic: false), StringComparison.Ordinal);
        Assert.Contains("1301 أو 9001", IssueMessages.Format(error, arabic: true), StringComparison.Ordinal);
        Assert.Empty(TestData.Errors(TestData.Person.With("customerCity", 9001), catalog));
    }

    [Fact]
    [Promise("4.4")]
    public void A_text_of_a_megabyte_is_one_error() =>
        Assert.Equal(
            ["priority not-in-list"],
            TestData.Errors(
                TestData.Person.With("priority", new string('x', 199) + string.Concat(Enumerable.Repeat("\U0001F697", 250_000)))
            )
        );
}
