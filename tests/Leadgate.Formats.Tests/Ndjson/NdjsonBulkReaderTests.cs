using System.Text;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Ndjson;
using Leadgate.Formats.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Formats.Tests.Ndjson;

[Promise("12.1")]
public sealed class NdjsonBulkReaderTests
{
    private static readonly NdjsonLeadFormat Format = new();
    private static readonly string Valid = SampleRequest.Lead().ToJsonString();

    [Fact]
    public void Each_line_is_a_lead_and_blank_lines_are_counted_but_no_leads()
    {
        var body = $"\uFEFF{Valid}\r\n\n \t\r\n{Valid}\n{{\"priority\":\"Tepid\"}}";
        for (var pieces = 0; pieces < 40; pieces++)
        {
            var leads = TestData.Read(Format, Encoding.UTF8.GetBytes(body), pieces).Bulk!.Leads;
            Assert.Equal(
                [(0, 1, false), (1, 4, false), (2, 5, true)],
                leads.Select(lead => (lead.Index, lead.Line!.Value, lead.HasErrors))
            );
        }
    }

    [Fact]
    [Promise("6.4")]
    public void What_is_wrong_with_a_line_is_an_error_of_its_lead_and_the_line_is_kept()
    {
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"{Valid}\n{{\"leadName\": \"x\",}}\n{{\n42\n{Valid} {Valid}\n"),
            .. "{\"leadName\": \""u8,
            0xE9,
            0xC7,
            .. "\"}\n"u8,
            .. Encoding.UTF8.GetBytes(Valid),
        ];
        var leads = TestData.Read(Format, body).Bulk!.Leads;
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], leads.Select(lead => lead.Line!.Value));
        Assert.Equal([false, true, true, true, true, true, false], leads.Select(lead => lead.HasErrors));
        Assert.All(leads.Where(lead => lead.HasErrors), lead => Assert.Equal(IssueCode.InvalidType, Assert.Single(lead.Errors).Code));
        Assert.Equal(
            [
                "\"{\\\"leadName\\\": \\\"x\\\",}\"",
                "\"{\"",
                "42",
                $"\"{Valid.Replace("\"", "\\\"", StringComparison.Ordinal)} {Valid.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
                "\"{\\\"leadName\\\": \\\"\\\\xE9\\\\xC7\\\"}\"",
            ],
            leads.Where(lead => lead.HasErrors).Select(lead => Encoding.UTF8.GetString(lead.SentJson.Span))
        );
        var messages = leads.Where(lead => lead.HasErrors).Select(lead => IssueMessages.Format(lead.Errors[0], arabic: false)).ToList();
        Assert.StartsWith(
            "The line is not JSON. Column 18: There is a comma after the last element",
            messages[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith("The line ends before its JSON does.", messages[1], StringComparison.Ordinal);
        Assert.StartsWith("The lead must be a JSON object, but a number was sent.", messages[2], StringComparison.Ordinal);
        Assert.StartsWith("The line is not encoded in UTF-8.", messages[4], StringComparison.Ordinal);
        var issue = leads[1].Errors[0];
        var stored = StoredIssueReader.Read(StoredIssueWriter.ToJson([issue], leads[1].SentJson), leads[1].SentJson, TestData.Catalog);
        Assert.Equal(IssueMessages.Format(issue, arabic: true), IssueMessages.Format(Assert.Single(stored), arabic: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\n")]
    [InlineData("\uFEFF")]
    public void A_body_without_a_lead_is_refused(string body)
    {
        var reader = TestData.Read(Format, Encoding.UTF8.GetBytes(body));
        Assert.Equal(("not-a-bulk", true), (reader.Refusal?.Type.Name, reader.Bulk is null));
    }

    [Fact]
    public void A_body_with_too_many_leads_is_refused()
    {
        var reader = TestData.Read(Format, "1\n2\n3"u8.ToArray(), maxLeads: 2);
        Assert.Equal("too-many-leads", reader.Refusal?.Type.Name);
        Assert.Equal(3, TestData.Read(Format, "1\n2\n3\n"u8.ToArray(), maxLeads: 3).Bulk!.Leads.Count);
    }
}
