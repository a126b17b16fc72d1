using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Tests.Intake;

public sealed class LeadDefaultsTests
{
    [Theory]
    [InlineData("{}", """{"priority":"Hot \"now\"","brand":"كيا"}""")]
    [InlineData("{ }", """{ "priority":"Hot \"now\"","brand":"كيا"}""")]
    [InlineData("""{"PRIORITY":"Cold","x":1}""", """{"PRIORITY":"Cold","x":1,"brand":"كيا"}""")]
    [InlineData("""{"ou":"JMC","priority":3}""", """{"ou":"JMC","priority":3}""")]
    [InlineData("""{"ou":" ","priority":null}""", """{"ou":" ","priority":null,"priority":"Hot \"now\"","brand":"كيا"}""")]
    [InlineData("42", "42")]
    public void A_field_that_a_lead_does_not_have_gets_the_default(string lead, string expected) =>
        Assert.Equal(expected, Apply(lead, ("priority", "Hot \"now\""), ("brand", "كيا")));

    [Theory]
    [InlineData("{}", """{"vehicles":[{"modelYear":"2026","totalQty":"1"}],"leadName":"x"}""")]
    [InlineData("""{"a":[]}""", """{"a":[],"leadName":"x","vehicles":[{"modelYear":"2026","totalQty":"1"}]}""")]
    [InlineData("""{"vehicles":[]}""", """{"vehicles":[],"leadName":"x"}""")]
    [InlineData("""{"vehicles":7}""", """{"vehicles":7,"leadName":"x"}""")]
    [InlineData(
        """{"vehicles":[{"modelYear":2025},7,{},{"modelyear":"","totalQty":2}],"z":1}""",
        """
            {"vehicles":[{"modelYear":2025,"totalQty":"1"},7,{"modelYear":"2026","totalQty":"1"},
            {"modelyear":"","totalQty":2,"modelYear":"2026"}],
            "z":1,"leadName":"x"}
            """
    )]
    public void A_default_of_vehicles_is_for_each_vehicle_and_makes_one_where_there_is_none(string lead, string expected)
    {
        var applied = Apply(lead, ("modelYear", "2026"), ("leadName", "x"), ("totalQty", "1"));
        Assert.Equal(Sorted(expected.ReplaceLineEndings("")), Sorted(applied));
    }

    [Fact]
    public void A_field_that_a_file_could_not_give_gets_no_default()
    {
        CellFault[] faults = [new(LeadFields.Ou, IssueCode.UnreadableCell), new(VehicleFields.All[1], IssueCode.UnreadableCell, 0)];
        Assert.Equal("modelYear", VehicleFields.All[1].Name);
        Assert.Equal("""{"vehicles":[{}]}""", Apply("""{"vehicles":[{}]}""", faults, ("brand", "KIA"), ("modelYear", "2026")));
    }

    [Fact]
    public void An_unknown_field_is_an_error_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new LeadCompletion(new LeadDefaults(new Dictionary<string, string> { ["x"] = "y" })));

    private static string Apply(string lead, params (string Name, string Value)[] defaults) => Apply(lead, [], defaults);

    private static string Apply(string lead, CellFault[] faults, params (string Name, string Value)[] defaults)
    {
        var completion = new LeadCompletion(new LeadDefaults(defaults.ToDictionary(pair => pair.Name, pair => pair.Value)));
        completion.Apply("""{"firstName":"another lead"}"""u8, []);
        return Encoding.UTF8.GetString(completion.Apply(Encoding.UTF8.GetBytes(lead), faults));
    }

    /// <summary>The members of a lead, whose order says nothing.</summary>
    private static string Sorted(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return string.Join('\n', document.RootElement.EnumerateObject().Select(member => member.ToString()).Order(StringComparer.Ordinal));
    }
}
