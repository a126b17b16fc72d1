using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

/// <summary>What a cell of a file could not give is the error of its field.</summary>
[Promise("12.7")]
public sealed class CellFaultTests
{
    [Fact]
    public void A_fault_is_the_only_error_of_its_field_and_stands_in_field_order()
    {
        var lead = Check(
            TestData.Person.With("phoneNumber", "9.66501E+11").With("priority", "Tepid").With("firstName", new string('x', 101)),
            new CellFault(LeadFields.PhoneNumber, IssueCode.PrecisionLost, Suggestion: "501234567")
        );
        Assert.Equal(["firstName too-long", "phoneNumber precision-lost", "priority not-in-list"], TestData.Errors(lead));
        var issue = lead.Errors[1];
        Assert.Equal(
            "Phone number: \"9.66501E+11\" is a rounded number, because the file has lost digits of it."
                + " Enter the whole number in a cell formatted as text, such as 501234567.",
            IssueMessages.Format(issue, arabic: false)
        );
        Assert.Equal(["501234567"], IssueMessages.GetSuggestions(issue));
        Assert.Equal("9.66501E+11", lead[LeadFields.PhoneNumber].Text);
    }

    [Theory]
    [InlineData("leadType")]
    [InlineData("customerCountry")]
    [InlineData("ou")]
    [InlineData("branch")]
    [InlineData("company")]
    [InlineData("leadName")]
    [InlineData("firstName")]
    [InlineData("vehicles")]
    public void A_missing_field_with_a_fault_is_not_required_and_says_nothing_about_others(string name)
    {
        Assert.True(LeadFields.Table.TryFind(name, out var field, out _));
        var lead = Check(TestData.Person.Without(name), new CellFault(field, IssueCode.NoCachedValue));
        Assert.Equal([$"{name} no-cached-value"], TestData.Errors(lead));
        Assert.True(lead[field].IsAbsent);
    }

    /// <summary>A sum that happens to be an item of the list, in a cell that could not be read.</summary>
    [Fact]
    public void Nothing_is_concluded_from_the_value_of_a_field_with_a_fault()
    {
        var lead = Check(
            TestData.Person.With("ou", "KIA").With("customerRegion", "Riyadh").With("lastName", 17),
            new CellFault(LeadFields.Ou, IssueCode.UnreadableCell),
            new CellFault(LeadFields.CustomerRegion, IssueCode.UnreadableCell)
        );
        Assert.Equal(["customerRegion unreadable-cell", "ou unreadable-cell"], TestData.Errors(lead));
        Assert.True(lead[LeadFields.Branch].IsAbsent);
        Assert.False(lead.BranchRouted);
    }

    [Fact]
    public void Faults_of_vehicles_are_reported_whether_anything_else_of_the_vehicle_is_there_or_not()
    {
        CellFault[] faults =
        [
            new(Vehicle("totalQty"), IssueCode.NoCachedValue, 2),
            new(Vehicle("modelYear"), IssueCode.UnreadableCell, 0),
            new(Vehicle("totalQty"), IssueCode.NoCachedValue, 1),
            new(Vehicle("modelFamily"), IssueCode.NoCachedValue, 1),
        ];
        var lead = Check(TestData.Person.WithVehicles(TestData.Vehicle(("modelYear", "#REF!"), ("totalQty", 0))), faults);
        Assert.Equal(
            [
                "vehicles[0].modelYear unreadable-cell",
                "vehicles[0].totalQty out-of-range",
                "vehicles[1].modelFamily no-cached-value",
                "vehicles[1].totalQty no-cached-value",
                "vehicles[2].totalQty no-cached-value",
            ],
            TestData.Errors(lead)
        );
        Assert.Equal(
            ["vehicles[0].modelYear unreadable-cell", "vehicles[1].modelFamily no-cached-value"],
            TestData.Errors(Check(TestData.Person, faults)).Where(error => !error.Contains("totalQty", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_next_lead_has_neither_the_faults_nor_the_line_of_the_one_before()
    {
        var validator = TestData.CreateValidator();
        var memory = new LeadMemory();
        CellFault[] faults = [new(LeadFields.PhoneNumber, IssueCode.UnreadableCell)];
        var first = validator.Validate(0, TestData.Person.Utf8, memory, faults, line: 7);
        var second = validator.Validate(1, TestData.Person.Utf8, memory);
        Assert.Equal((7, null), (first.Line, second.Line));
        Assert.Empty(second.Errors);
        Assert.StartsWith(
            """{"index":0,"line":7,"leadExternalId":""",
            Encoding.UTF8.GetString(TestData.WriteLeadJson(new LeadRecord(first))),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "\"line\"",
            Encoding.UTF8.GetString(TestData.WriteLeadJson(new LeadRecord(second))),
            StringComparison.Ordinal
        );
    }

    private static LeadField Vehicle(string name)
    {
        Assert.True(VehicleFields.Table.TryFind(name, out var field, out _));
        return field;
    }

    private static Lead Check(LeadText lead, params CellFault[] faults) =>
        TestData.CreateValidator().Validate(0, lead.Utf8, new LeadMemory(), faults);
}
