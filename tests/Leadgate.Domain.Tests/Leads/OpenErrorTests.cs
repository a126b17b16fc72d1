using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>The form in which the errors of all leads are grouped.</summary>
public sealed class OpenErrorTests
{
    [Fact]
    public void Same_error_of_several_vehicles_is_one()
    {
        Issue[] errors =
        [
            Error(VehicleFields.All[0], "\"Picanto\"", 0),
            Error(VehicleFields.All[0], "\" picanto \"", 1),
            Error(VehicleFields.All[0], "\"Rio\"", 2),
        ];
        Assert.Equal(
            ["vehicles[].modelFamily not-in-list Picanto picanto", "vehicles[].modelFamily not-in-list Rio rio"],
            OpenError.From(errors).Select(Describe)
        );
    }

    [Theory]
    [InlineData("\"الرِّياظ\"", "الرياظ")]
    [InlineData("555", "555")]
    [InlineData("{\"value\":\"Kia\"}", "kia")]
    [InlineData("\"\\ud800x\"", "\"\\ud800x\"")]
    [InlineData("\"a\\u0000b\"", "a\uFFFDb")]
    [InlineData("[1, 2]", "[1, 2]")]
    public void Value_of_any_kind_is_compared_as_text(string json, string folded) =>
        Assert.Equal(folded, OpenError.From([Error(LeadFields.CustomerCountry, json)]).Single().Folded);

    [Fact]
    public void Missing_value_is_null()
    {
        var error = OpenError.From([
            new Issue
            {
                Code = IssueCode.Required,
                Field = LeadFields.CustomerCountry,
                Name = "customerCountry",
            },
        ]);
        Assert.Equal(new OpenError("customerCountry", "required", null, ""), error.Single());
    }

    [Theory]
    [InlineData(190)]
    [InlineData(199)]
    [InlineData(400)]
    public void Long_value_is_shortened_and_no_character_is_cut_in_half(int length)
    {
        var value = string.Concat(Enumerable.Repeat("a😀", length / 3)) + "😀";
        var error = OpenError.From([Error(LeadFields.CustomerCountry, $"\"{value}\"")]).Single();
        Assert.InRange(error.Value!.Length, 100, 200);
        Assert.InRange(error.Folded.Length, 90, 100);
        Assert.All([error.Value, error.Folded], text => Assert.DoesNotContain(Rune.ReplacementChar, text.EnumerateRunes()));
        Assert.Equal(error.Folded, OpenError.FoldValue(value));
    }

    [Theory]
    [InlineData("brand", "ou")]
    [InlineData("CUSTOMERCITY", "customerCity")]
    [InlineData("vehicles[12].modelfamily", "vehicles[].modelFamily")]
    [InlineData("vehicles[0]", "vehicles[].")]
    [InlineData("nothing", "nothing")]
    public void Any_name_of_a_field_is_understood(string path, string expected) => Assert.Equal(expected, OpenError.NormalizeField(path));

    private static Issue Error(LeadField field, string json, int? vehicle = null) =>
        new()
        {
            Code = IssueCode.NotInList,
            Field = field,
            Name = field.Name,
            VehicleIndex = vehicle,
            Value = Encoding.UTF8.GetBytes(json),
        };

    private static string Describe(OpenError error) => $"{error.Field} {error.Code} {error.Value} {error.Folded}";
}
