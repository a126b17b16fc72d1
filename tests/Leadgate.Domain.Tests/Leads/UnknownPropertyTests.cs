using System.Text;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5.6")]
public sealed class UnknownPropertyTests
{
    [Theory]
    [InlineData("fristName", "firstName")]
    [InlineData("first_name", "firstName")]
    [InlineData("E-Mail", "email")]
    [InlineData("custmerCity", "customerCity")]
    [InlineData("company_name", "companyName")]
    [InlineData("brnad", "brand")]
    [InlineData("mobilePhoneNumber", "phoneNumber")]
    public void An_unknown_property_gets_a_warning_with_the_nearest_field_name(string name, string nearest)
    {
        var lead = TestData.Check(TestData.Person.With(name, "x"));
        Assert.Empty(TestData.Errors(lead));
        var warning = Assert.Single(lead.Warnings);
        Assert.Equal($"{name} unknown-field", $"{warning.Path} {warning.Code.Word}");
        Assert.Equal(nearest, warning.Suggestion);
        Assert.Equal("\"x\"", Encoding.UTF8.GetString(warning.Value.Span));
    }

    [Theory]
    [InlineData("mobile", "phoneNumber")]
    [InlineData("Mobile_No", "phoneNumber")]
    [InlineData("phone", "phoneNumber")]
    [InlineData("tel", "phoneNumber")]
    [InlineData("city", "customerCity")]
    [InlineData("dob", "dateOfBirth")]
    [InlineData("message", "leadNote")]
    [InlineData("country", "customerCountry")]
    [InlineData("salutation", "title")]
    [InlineData("make", "brand")]
    [InlineData("\uFEFFleadType", "leadType")]
    [InlineData("titel", "title")]
    [InlineData("leadDates", "leadDate")]
    public void A_known_synonym_is_suggested_before_a_name_that_looks_alike(string name, string field)
    {
        var warning = Assert.Single(TestData.Check(TestData.Person.And(name, "x")).Warnings);
        Assert.Equal([field], IssueMessages.GetSuggestions(warning));
        Assert.EndsWith($"Did you mean \"{field}\"?", IssueMessages.Format(warning, arabic: false), StringComparison.Ordinal);
        Assert.EndsWith($"هل تقصد \"{field}\"؟", IssueMessages.Format(warning, arabic: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utm_source")]
    [InlineData("utm_campaign")]
    [InlineData("gclid")]
    [InlineData("fbclid")]
    [InlineData("referrer")]
    [InlineData("favouriteColour")]
    [InlineData("age")]
    [InlineData("x")]
    [InlineData("size")]
    [InlineData("")]
    public void Nothing_is_suggested_for_a_name_that_means_no_field(string name)
    {
        var warning = Assert.Single(TestData.Check(TestData.Person.And(name, "x")).Warnings);
        Assert.Empty(IssueMessages.GetSuggestions(warning));
        Assert.Equal($"\"{name}\" is not a known field. It was stored under extra.", IssueMessages.Format(warning, arabic: false));
        Assert.EndsWith("غير معروف، وقد حُفظت قيمته كما أُرسلت.", IssueMessages.Format(warning, arabic: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_synonym_names_a_field_of_its_table_and_is_no_field_itself()
    {
        Assert.All(PropertySynonyms.Lead, synonym => AssertSynonym(LeadFields.Table, synonym.Key, synonym.Value));
        Assert.All(PropertySynonyms.Vehicle, synonym => AssertSynonym(VehicleFields.Table, synonym.Key, synonym.Value));

        static void AssertSynonym(FieldTable table, string name, string field)
        {
            Assert.True(table.TryFind(field, out _, out _), field);
            Assert.False(table.TryFind(name, out var same, out _) && !same.Names.Contains(field), name);
            Assert.Equal(name, name.ToLowerInvariant());
        }
    }

    [Fact]
    public void Unknown_properties_are_kept_as_they_were_sent()
    {
        var lead = TestData.Check(
            TestData.Person.AndJson("utm", "{ \"source\": [1, 2.50, null],  \"x\": \"\\u0041\" }").And("colour", "أحمر").AndJson("utm", "7")
        );
        Assert.Equal(
            """{"utm": { "source": [1, 2.50, null],  "x": "\u0041" },"colour": "أحمر","utm": 7}""",
            Encoding.UTF8.GetString(lead.Extra.Span)
        );
        Assert.Equal(["utm unknown-field", "colour unknown-field", "utm unknown-field"], TestData.Warnings(lead));
    }

    [Theory]
    [InlineData("sendCommunicationConfirmation", "true")]
    [InlineData("communicationType", "\"SMS\"")]
    [InlineData("lang", "\"ar\"")]
    [InlineData("LANG", "\"ar\"")]
    public void Properties_of_later_documents_are_stored_without_a_warning(string name, string json)
    {
        var lead = TestData.Check(TestData.Person.AndJson(name, json));
        Assert.Empty(TestData.Warnings(lead));
        Assert.Equal($"{{\"{name}\": {json}}}", Encoding.UTF8.GetString(lead.Extra.Span));
    }

    [Fact]
    public void An_unknown_property_of_a_vehicle_is_kept_with_the_vehicle()
    {
        var lead = TestData.Check(TestData.Person.WithVehicles(new LeadText(), TestData.Vehicle(("modelFamilly", "x"), ("lang", 1))));
        Assert.Equal(["vehicles[1].modelFamilly unknown-field", "vehicles[1].lang unknown-field"], TestData.Warnings(lead));
        Assert.Equal("modelFamily", lead.Warnings[0].Suggestion);
        Assert.True(lead.Vehicles[0].Extra.IsEmpty);
        Assert.Equal("""{"modelFamilly": "x","lang": 1}""", Encoding.UTF8.GetString(lead.Vehicles[1].Extra.Span));
        Assert.True(lead.Extra.IsEmpty);
    }

    [Fact]
    public void A_vehicle_field_is_unknown_in_a_lead_and_a_lead_field_in_a_vehicle() =>
        Assert.Equal(
            ["vehicles[0].firstName unknown-field", "modelFamily unknown-field"],
            TestData.Warnings(TestData.Check(TestData.Person.And("modelFamily", "K5").WithVehicles(TestData.Vehicle(("firstName", "x")))))
        );

    [Fact]
    public void Blank_unknown_properties_are_kept() =>
        Assert.Equal(
            "{\"colour\": null,\"size\": \"\"}",
            Encoding.UTF8.GetString(TestData.Check(TestData.Person.AndJson("colour", "null").AndJson("size", "\"\"")).Extra.Span)
        );

    [Theory]
    [InlineData("a\\ud83d", "a\\ud83d")]
    [InlineData("\\u0061\\u0062", "ab")]
    [InlineData("", "")]
    [InlineData("\\u0000", "\0")]
    public void Unusual_property_names_are_accepted(string escaped, string name)
    {
        var lead = TestData.Check(TestData.Person.With(escaped, 1));
        Assert.Empty(TestData.Errors(lead));
        Assert.Equal(name, Assert.Single(lead.Warnings).Name);
        Assert.Equal($"{{\"{escaped}\": 1}}", Encoding.UTF8.GetString(lead.Extra.Span));
        using var written = JsonDocument.Parse(TestData.WriteLeadJson(new LeadRecord(lead)));
        Assert.Equal(1, written.RootElement.GetProperty("warningList").GetArrayLength());
    }

    [Fact]
    public void A_very_long_property_name_is_accepted()
    {
        var name = new string('n', 100_000);
        Assert.Equal(name, Assert.Single(TestData.Check(TestData.Person.With(name, 1)).Warnings).Name);
    }

    [Fact]
    public void All_unknown_properties_are_kept_but_at_most_fifty_get_a_warning()
    {
        var lead = TestData.Check(Enumerable.Range(0, 60).Aggregate(TestData.Person, (text, i) => text.And($"unknown{i}", i)));
        Assert.Equal(LeadValidator.MaxUnknownWarnings, lead.Warnings.Count);
        using var extra = JsonDocument.Parse(lead.Extra);
        Assert.Equal(60, extra.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void A_warning_is_not_an_error()
    {
        var lead = TestData.Check(TestData.Person.With("colour", "red"));
        Assert.False(lead.HasErrors);
        Assert.True(lead.SentJson.IsEmpty);
        Assert.True(Assert.Single(lead.Warnings).Code.IsWarning);
        Assert.Equal(IssueCode.All.Where(code => code.IsWarning), [IssueCode.UnknownField, IssueCode.KeptAsText]);
    }
}
