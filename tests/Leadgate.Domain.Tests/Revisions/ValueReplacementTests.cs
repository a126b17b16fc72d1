using System.Text;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Revisions;

/// <summary>A wrong value that is replaced in many leads.</summary>
public sealed class ValueReplacementTests
{
    [Theory]
    [InlineData("customerCity", "\"Jeddah\"", null)]
    [InlineData("CUSTOMERCITY", "1102", null)]
    [InlineData("vehicles[3].modelFamily", "\"Sportage\"", null)]
    [InlineData("brand", "\"KIA\"", null)]
    [InlineData("email", "\"reem@example.com\"", null)]
    [InlineData("email", "null", null)]
    [InlineData("customerCity", "\"Jaddeh\"", "not-in-list")]
    [InlineData("vehicles[].modelFamily", "\"Sportige\"", "not-in-list")]
    [InlineData("email", "\"reem@\"", "invalid-format")]
    [InlineData("customerCity", "null", "required")]
    [InlineData("customerCity", "true", "invalid-type")]
    public void Replacement_is_validated_as_a_value_of_the_field(string field, string replacement, string? error) =>
        Assert.Equal(
            error,
            Create(field, "xyz", replacement)!.Validate(TestData.CreateValidator()).Select(issue => issue.Code.Word).FirstOrDefault()
        );

    [Theory]
    [InlineData("custmerCity")]
    [InlineData("vehicles")]
    [InlineData("vehicles[].customerCity")]
    [InlineData("")]
    public void What_is_no_field_with_a_value_cannot_be_corrected(string field) => Assert.Null(Create(field, "x", "\"y\""));

    [Theory]
    [InlineData("customerCity", "Jaddeh", """{"customerCity":"JADDEH ","x":1}""", """{"customerCity":"Jeddah","x":1}""")]
    [InlineData(
        "vehicles[].modelFamily",
        "Jaddeh",
        """{"vehicles":[{"modelFamily":"jaddeh","totalQty":1},{"modelFamily":"Rio"},5]}""",
        """{"vehicles":[{"modelFamily":"Jeddah","totalQty":1},{"modelFamily":"Rio"},5]}"""
    )]
    public void Only_the_wrong_value_is_replaced(string field, string value, string lead, string expected)
    {
        var sent = Encoding.UTF8.GetBytes(lead);
        Assert.Equal(expected, Encoding.UTF8.GetString(Create(field, value, "\"Jeddah\"")!.CreatePatch(sent)!.Apply(sent)));
    }

    [Fact]
    public void Null_removes_the_value_from_the_lead_and_from_vehicles()
    {
        var sent = Encoding.UTF8.GetBytes("""{"email":"none","vehicles":[{"modelFamily":"none"},{"modelFamily":"Rio"}]}""");
        Assert.Equal(
            """{"vehicles":[{"modelFamily":"none"},{"modelFamily":"Rio"}]}""",
            Encoding.UTF8.GetString(Create("email", "None", "null")!.CreatePatch(sent)!.Apply(sent))
        );
        Assert.Equal(
            """{"email":"none","vehicles":[{},{"modelFamily":"Rio"}]}""",
            Encoding.UTF8.GetString(Create("vehicles[].modelFamily", "NONE", "null")!.CreatePatch(sent)!.Apply(sent))
        );
        Assert.Null(Create("vehicles[].modelFamily", "none", "null")!.CreatePatch(Encoding.UTF8.GetBytes("""{"vehicles":"none"}""")));
    }

    [Fact]
    public void Only_an_error_with_this_value_in_this_field_concerns_it()
    {
        var errors = TestData
            .CreateValidator()
            .Validate(0, Encoding.UTF8.GetBytes("""{"customerCity":"جدّاا","customerRegion":"Jaddeh"}"""))
            .Errors;
        Assert.True(Create("customerCity", "جداا", "\"Jeddah\"")!.Concerns(errors));
        Assert.True(Create("customerRegion", " JADDEH", "\"Makkah\"")!.Concerns(errors));
        Assert.False(Create("customerCity", "Jaddeh", "\"Jeddah\"")!.Concerns(errors));
        Assert.False(Create("priority", "", "\"Hot\"")!.Concerns(errors));
    }

    private static ValueReplacement? Create(string field, string value, string replacement) =>
        ValueReplacement.Create(field, value, Encoding.UTF8.GetBytes(replacement));
}
