using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5.4")]
public sealed class WrongTypeTests
{
    private static readonly string[] Jsons = ["\"x\"", "1", "true", "false", "{}", "[]", "{\"a\": [1]}", "[\"x\"]"];

    public static TheoryData<string, string> WrongOfLead => new(Wrong(LeadFields.All));

    public static TheoryData<string, string> WrongOfVehicle => new(Wrong(VehicleFields.All));

    [Theory, MemberData(nameof(WrongOfLead))]
    public void A_wrong_JSON_type_is_the_one_error_of_its_lead(string field, string json)
    {
        var error = Some.Error(Some.Person.WithJson(field, json));
        Assert.Equal($"{field} invalid-type", $"{error.Path} {error.Code.Word}");
        Assert.Equal(json, Encoding.UTF8.GetString(error.Value.Span));
    }

    [Theory, MemberData(nameof(WrongOfVehicle))]
    public void A_wrong_JSON_type_in_a_vehicle_is_the_one_error_of_its_lead(string field, string json) =>
        Assert.Equal(
            [$"vehicles[1].{field} invalid-type"],
            Some.Errors(Some.Person.WithVehicles(new LeadText(), new LeadText().WithJson(field, json)))
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
    public void A_lead_that_is_no_object_is_a_lead_with_one_error(string json)
    {
        var lead = Some.Check(json);
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
    public void A_vehicle_that_is_no_object_is_one_error(string json)
    {
        var lead = Some.Check(Some.Person.WithJson("vehicles", $"[{{}}, {json}, {{\"totalQty\": 2}}]"));
        Assert.Equal(["vehicles[1] invalid-type"], Some.Errors(lead));
        Assert.Equal(3, lead.Vehicles.Count);
        Assert.Equal(2, lead.Vehicles[2].Value("totalQty").Number);
    }

    [Fact]
    public void A_wrong_lead_never_spoils_its_neighbours()
    {
        string[] wrong =
        [
            "7",
            "{}",
            "null",
            Some.Person.WithJson("firstName", "{}").ToString(),
            Some.Person.WithJson("vehicles", "7").ToString(),
            "[[]]",
        ];
        var body = string.Join(", ", wrong.Select(lead => $"{Some.Person}, {lead}")) + $", {Some.Company}";
        var bulk = Some.Read($"{{\"leads\": [{body}]}}").Bulk!;
        Assert.Equal(Enumerable.Range(0, 13), bulk.Leads.Select(lead => lead.Index));
        Assert.Equal([1, 3, 5, 7, 9, 11], bulk.Leads.Where(lead => lead.HasErrors).Select(lead => lead.Index));
        Assert.Equal(6, bulk.ErrorRecords);
        Assert.All(bulk.Leads.Where(lead => !lead.HasErrors), lead => Assert.Empty(lead.Warnings));
    }

    [Fact]
    public void A_field_of_the_next_lead_keeps_nothing_of_the_lead_before()
    {
        var checker = Some.Checker();
        var first = checker.Validate(
            0,
            Some.Company.With("email", "a@example.com").With("colour", "red").WithVehicles(new LeadText()).Utf8
        );
        var second = checker.Validate(1, Some.Person.Utf8);
        Assert.Equal("a@example.com", first.Value("email").Text);
        Assert.True(second.Value("email").IsAbsent);
        Assert.True(second.Value("contactName").IsAbsent);
        Assert.Empty(second.Vehicles);
        Assert.Empty(second.Warnings);
        Assert.True(second.Extra.IsEmpty);
        Assert.Equal("unknown-field", Assert.Single(first.Warnings).Code.Word);
    }

    private static IEnumerable<(string, string)> Wrong(IEnumerable<LeadField> fields) =>
        fields.SelectMany(field => Jsons.Where(json => !MayBe(field, json[0])), (field, json) => (field.Name, json));

    private static bool MayBe(LeadField field, char json) =>
        (field.Kind, json) switch
        {
            (FieldKind.Vehicles, _) => json == '[',
            (_, '"') => true,
            (FieldKind.List, >= '0' and <= '9') or (FieldKind.Number, >= '0' and <= '9') => true,
            (FieldKind.List, 't' or 'f') => field.List == ReferenceLists.YesOrNo,
            _ => false,
        };
}
