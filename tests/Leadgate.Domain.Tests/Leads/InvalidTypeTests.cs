using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5.4")]
public sealed class InvalidTypeTests
{
    private static readonly string[] Jsons = ["\"x\"", "1", "true", "false", "{}", "[]", "{\"a\": [1]}", "[\"x\"]"];

    public static TheoryData<string, string> InvalidLeadValues => new(GetInvalidValues(LeadFields.All));

    public static TheoryData<string, string> InvalidVehicleValues => new(GetInvalidValues(VehicleFields.All));

    [Theory, MemberData(nameof(InvalidLeadValues))]
    public void A_JSON_type_that_does_not_fit_is_the_only_error_of_its_lead(string field, string json)
    {
        var error = TestData.Error(TestData.Person.WithJson(field, json));
        Assert.Equal($"{field} invalid-type", $"{error.Path} {error.Code.Word}");
        Assert.Equal(json, Encoding.UTF8.GetString(error.Value.Span));
    }

    [Theory, MemberData(nameof(InvalidVehicleValues))]
    public void A_JSON_type_that_does_not_fit_in_a_vehicle_is_the_only_error_of_its_lead(string field, string json) =>
        Assert.Equal(
            [$"vehicles[1].{field} invalid-type"],
            TestData.Errors(TestData.Person.WithVehicles(new LeadText(), new LeadText().WithJson(field, json)))
        );

    [Theory]
    [InlineData("1")]
    [InlineData("-1.5e3")]
    [InlineData("\"lead\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[{\"leadType\": \"Individual\"}]")]
    [InlineData("\"\\ud83d\"")]
    public void A_lead_that_is_not_an_object_has_one_error(string json)
    {
        var lead = TestData.Check(json);
        var error = Assert.Single(lead.Errors);
        Assert.Same(IssueCode.InvalidType, error.Code);
        Assert.Equal("", error.Path);
        Assert.Equal(json, Encoding.UTF8.GetString(error.Value.Span));
        Assert.Equal(json, Encoding.UTF8.GetString(lead.SentJson.Span));
        Assert.Empty(lead.Warnings);
        Assert.Empty(lead.Vehicles);
        Assert.All(lead.Fields.ToArray(), value => Assert.True(value.IsAbsent));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"K5\"")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_vehicle_that_is_not_an_object_is_one_error(string json)
    {
        var lead = TestData.Check(TestData.Person.WithJson("vehicles", $"[{{}}, {json}, {{\"totalQty\": 2}}]"));
        Assert.Equal(["vehicles[1] invalid-type"], TestData.Errors(lead));
        Assert.Equal(3, lead.Vehicles.Count);
        Assert.Equal(2, lead.Vehicles[2].Value("totalQty").Number);
    }

    [Fact]
    public void A_lead_with_errors_does_not_affect_its_neighbors()
    {
        string[] invalid =
        [
            "7",
            "{}",
            "null",
            TestData.Person.WithJson("firstName", "{}").ToString(),
            TestData.Person.WithJson("vehicles", "7").ToString(),
            "[[]]",
        ];
        var body = string.Join(", ", invalid.Select(lead => $"{TestData.Person}, {lead}")) + $", {TestData.Company}";
        var bulk = TestData.Read($"{{\"leads\": [{body}]}}").Bulk!;
        Assert.Equal(Enumerable.Range(0, 13), bulk.Leads.Select(lead => lead.Index));
        Assert.Equal([1, 3, 5, 7, 9, 11], bulk.Leads.Where(lead => lead.HasErrors).Select(lead => lead.Index));
        Assert.Equal(6, bulk.ErrorRecords);
        Assert.All(bulk.Leads.Where(lead => !lead.HasErrors), lead => Assert.Empty(lead.Warnings));
    }

    [Fact]
    public void A_lead_keeps_no_values_of_the_previous_one()
    {
        var validator = TestData.CreateValidator();
        var first = validator.Validate(
            0,
            TestData.Company.With("email", "a@example.com").With("colour", "red").WithVehicles(new LeadText()).Utf8
        );
        var second = validator.Validate(1, TestData.Person.Utf8);
        Assert.Equal("a@example.com", first.Value("email").Text);
        Assert.True(second.Value("email").IsAbsent);
        Assert.True(second.Value("contactName").IsAbsent);
        Assert.Empty(second.Vehicles);
        Assert.Empty(second.Warnings);
        Assert.True(second.Extra.IsEmpty);
        Assert.Equal("unknown-field", Assert.Single(first.Warnings).Code.Word);
    }

    private static IEnumerable<(string, string)> GetInvalidValues(IEnumerable<LeadField> fields) =>
        fields.SelectMany(field => Jsons.Where(json => !MayBe(field, json[0])), (field, json) => (field.Name, json));

    private static bool MayBe(LeadField field, char json) =>
        (field.Kind, json) switch
        {
            (FieldKind.Vehicles, _) => json == '[',
            (_, '"') => true,
            (FieldKind.List or FieldKind.Number or FieldKind.Text, >= '0' and <= '9') => true,
            (FieldKind.List, 't' or 'f') => field.List == ReferenceLists.YesOrNo,
            _ => false,
        };
}
