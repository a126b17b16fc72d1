using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Intake;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Formats.Tests.Csv;

[Promise("12.1")]
public sealed class CsvBulkReaderTests
{
    private static readonly CsvLeadFormat Format = new();

    private static readonly (string Name, string Value)[] Valid =
    [
        .. SampleRequest
            .Lead()
            .Where(member => member.Value is System.Text.Json.Nodes.JsonValue)
            .Select(member => (member.Key, member.Value!.ToString())),
    ];

    private static readonly string Header = string.Join(',', Valid.Select(member => member.Name));

    private static readonly string Row = string.Join(',', Valid.Select(member => $"\"{member.Value}\""));

    [Fact]
    public void Each_row_is_a_lead_however_the_body_arrives()
    {
        var body = Encoding.UTF8.GetBytes($"\uFEFF{Header},Model,Campaign\r\n{Row},,\"a\nb\"\r\n\r\n,,\r\n{Row},X95,\r\n");
        for (var pieces = 0; pieces < 40; pieces++)
        {
            var leads = TestData.Read(Format, body, pieces).Bulk!.Leads;
            Assert.Equal([2, 6], leads.Select(lead => lead.Line!.Value));
            Assert.Empty(leads[0].Errors);
            Assert.Equal("{\"Campaign\":\"a\\nb\"}", Encoding.UTF8.GetString(leads[0].Extra.Span));
            Assert.Single(leads[1].Vehicles);
        }
    }

    [Fact]
    public void Column_is_named_in_either_language_and_another_word_is_only_suggested()
    {
        var lead = Assert.Single(TestData.ReadLeads(Format, "نوع_العميل_المحتمل;First  NAME;companyName;mobile\nفرد;ريم;A;0500004567\n"));
        Assert.Equal("{\"mobile\":\"0500004567\"}", Encoding.UTF8.GetString(lead.Extra.Span));
        Assert.Contains(lead.Warnings, warning => warning is { Name: "mobile", Suggestion: "phoneNumber" });
        Assert.DoesNotContain(lead.Errors, error => error.Path is "leadType" or "firstName");
    }

    [Fact]
    public void Default_of_the_bulk_fills_what_a_row_does_not_have()
    {
        var defaults = new LeadDefaults(new Dictionary<string, string> { ["phoneCode"] = "+971", ["priority"] = "Hot" });
        var json = TestData.Write(Assert.Single(TestData.ReadLeads(Format, "leadType,phoneNumber\nIndividual,0500004567\n", defaults)));
        Assert.Equal(("+971", "500004567", "Hot"), ((string?)json["phoneCode"], (string?)json["phoneNumber"], (string?)json["priority"]));
    }

    [Fact]
    [Promise("12.7")]
    public void Number_that_was_rounded_is_an_error_of_its_field()
    {
        var lead = Assert.Single(TestData.ReadLeads(Format, "leadType,phoneNumber\nIndividual,9.665E+11\n"));
        Assert.Contains($"phoneNumber {IssueCode.PrecisionLost.Word}", TestData.Errors(lead));
    }

    [Theory]
    [InlineData("", "no lead")]
    [InlineData("leadType,firstName\r\n\r\n", "no lead")]
    [InlineData("a,b\n1,2\n", "No column is named like a field")]
    [InlineData("firstName,phoneNumber,FIRSTNAME\nA,500000001,A\n", "Columns 1 and 3 are both firstName")]
    [InlineData("firstName\n\"A\n", "on line 2 is never closed")]
    [InlineData("firstName\nA\n\u0001", "Line 3 is not encoded in UTF-8")]
    public void Body_that_is_no_such_table_is_refused_in_words(string body, string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var at = 0; at < bytes.Length; at++)
            bytes[at] = bytes[at] == 1 ? (byte)0xE1 : bytes[at];
        foreach (var pieces in (int[])[0, 1, 7])
        {
            var reader = TestData.Read(Format, bytes, pieces);
            Assert.Contains(reason, reader.Refusal?.Detail, StringComparison.Ordinal);
            Assert.NotEqual(reader.Refusal!.Detail, reader.Refusal.DetailAr);
            reader.Discard();
        }
    }
}
