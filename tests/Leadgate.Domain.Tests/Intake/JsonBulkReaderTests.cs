using System.Text;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>Which bodies are a bulk, and which are refused as a whole.</summary>
public sealed class JsonBulkReaderTests
{
    [Theory]
    [InlineData("{\"leads\": [{}]}")]
    [InlineData("{\"leads\": [{}], \"isProcessed\": 1}")]
    [InlineData("{\"isProcessed\": 1, \"leads\": [{}]}")]
    [InlineData("{\"LEADS\": [{}], \"ISPROCESSED\": 1}")]
    [InlineData("{\"l\\u0065ads\": [{}]}")]
    [InlineData("  \r\n\t{ \"leads\" : [ { } ] }  \n")]
    [InlineData("\uFEFF{\"leads\": [{}]}")]
    [InlineData("{\"source\": {\"leads\": [1, 2]}, \"leads\": [{}], \"x\": [[[]]]}")]
    [InlineData("{\"\\ud83d\": 1, \"leads\": [{}]}")]
    [Promise("6.1")]
    public void Object_with_leads_is_a_bulk(string body) => Assert.Single(ReadValid(body).Leads);

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("null")]
    [Promise("6.2")]
    public void New_bulk_may_have_the_status_created(string json) =>
        Assert.Single(ReadValid($"{{\"leads\": [{{}}], \"isProcessed\": {json}}}").Leads);

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e30")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [Promise("6.2")]
    public void Other_status_is_rejected(string json)
    {
        AssertRefused(BulkRefusal.InvalidStatus, $"{{\"leads\": [{{}}], \"isProcessed\": {json}}}");
        AssertRefused(BulkRefusal.InvalidStatus, $"{{\"isprocessed\": {json}, \"leads\": [{{}}]}}");
    }

    [Fact]
    [Promise("6.2")]
    public void Status_values_are_those_of_the_interface() =>
        Assert.Equal(
            [(1, "Created"), (2, "InProgress"), (3, "Cancelled"), (4, "Completed")],
            Enum.GetValues<BulkStatus>().Select(status => ((int)status, status.ToString()))
        );

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [Promise("6.3")]
    public void Empty_body_is_rejected(string body) => AssertRefused(BulkRefusal.EmptyBody, body);

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"leads\": []}]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"leads\"")]
    [InlineData("true")]
    [Promise("6.3")]
    public void JSON_that_is_not_an_object_is_rejected(string body) => AssertRefused(BulkRefusal.NotAnObject, body);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"isProcessed\": 1}")]
    [InlineData("{\"leads\": null}")]
    [InlineData("{\"lead\": [{}]}")]
    [InlineData("{\"x\": {\"leads\": [{}]}}")]
    [InlineData("{\"leads\\ud83d\": [{}]}")]
    [Promise("6.3")]
    public void Body_without_leads_is_rejected(string body) => AssertRefused(BulkRefusal.MissingLeads, body);

    [Theory]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("true")]
    [Promise("6.3")]
    public void Leads_that_are_not_an_array_are_rejected(string json) =>
        AssertRefused(BulkRefusal.LeadsNotAnArray, $"{{\"leads\": {json}}}");

    [Theory]
    [InlineData("{\"leads\": [{}], \"leads\": [{}]}")]
    [InlineData("{\"leads\": [{}], \"Leads\": null}")]
    [Promise("6.3")]
    public void Duplicate_leads_are_rejected(string body) => AssertRefused(BulkRefusal.DuplicateLeads, body);

    [Fact]
    [Promise("6.3")]
    public void Empty_leads_are_rejected() => AssertRefused(BulkRefusal.EmptyLeads, "{\"leads\": [ ]}");

    [Fact]
    [Promise("6.1"), Promise("6.3")]
    public void Bulk_of_as_many_leads_as_the_limit_is_valid_and_one_more_is_rejected()
    {
        var limits = new BulkLimits(3, 1000);
        Assert.Equal(3, TestData.Read("{\"leads\": [1, 2, 3]}", limits).Bulk?.Leads.Count);
        var refusal = TestData.Read("{\"leads\": [1, 2, 3, 4]}", limits).Refusal;
        Assert.Equal(BulkRefusal.TooManyLeads(3), refusal);
        Assert.Same(ProblemType.TooManyLeads, refusal?.Type);
        Assert.Contains("at most 3 leads", refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("6.1")]
    public void Bulk_of_ten_thousand_leads_is_valid()
    {
        var body = $"{{\"leads\": [{string.Join(',', Enumerable.Repeat("1", 10_000))}]}}";
        Assert.Equal(10_000, ReadValid(body).Leads.Count);
        AssertRefused(BulkRefusal.TooManyLeads(10_000), body.Replace("[1", "[1,1", StringComparison.Ordinal));
    }

    [Fact]
    [Promise("6.4")]
    public void Every_lead_is_kept()
    {
        var bulk = ReadValid(
            $"{{\"leads\": [{TestData.Person}, {{}}, 1, null, {TestData.Person.With("priority", "x")}, {TestData.Company}]}}"
        );
        Assert.Equal(6, bulk.Leads.Count);
        Assert.Equal(4, bulk.ErrorRecords);
        Assert.Equal([false, true, true, true, true, false], bulk.Leads.Select(lead => lead.HasErrors));
    }

    [Fact]
    public void There_is_no_bulk_before_the_end_and_after_a_refusal()
    {
        var reader = new JsonBulkReader(new BulkLeads(TestData.CreateValidator(), TestData.Limits));
        reader.Read("{\"leads\": [{}]}"u8, isLast: false);
        Assert.Null(reader.Bulk);
        Assert.Null(reader.Refusal);
        Assert.Null(TestData.Read("{\"leads\": [{}], \"isProcessed\": 2}").Bulk);
    }

    [Fact]
    public void Refusals_have_a_detail_in_both_languages()
    {
        BulkRefusal[] refusals =
        [
            BulkRefusal.NotJson(1, 2, "A comma is missing.", "تنقص فاصلة."),
            BulkRefusal.EmptyBody,
            BulkRefusal.NotAnObject,
            BulkRefusal.MissingLeads,
            BulkRefusal.LeadsNotAnArray,
            BulkRefusal.DuplicateLeads,
            BulkRefusal.EmptyLeads,
            BulkRefusal.InvalidStatus,
            BulkRefusal.TooManyLeads(10_000),
            BulkRefusal.TooLarge(33_554_432),
        ];
        Assert.All(
            refusals,
            refusal =>
            {
                Assert.Matches("^[^\u0600-\u06FF]+\\.$", refusal.Detail);
                Assert.Matches("[\u0621-\u064A].*\\.$", refusal.DetailAr);
                Assert.InRange(refusal.Type.Status, 400, 413);
            }
        );
        Assert.Contains("33554432 bytes", BulkRefusal.TooLarge(33_554_432).Detail, StringComparison.Ordinal);
        Assert.Same(ProblemType.BodyTooLarge, BulkRefusal.TooLarge(1).Type);
    }

    private static ValidatedBulk ReadValid(string body)
    {
        var reader = TestData.Read(body);
        Assert.Null(reader.Refusal);
        Assert.NotNull(reader.Bulk);
        return reader.Bulk;
    }

    private static void AssertRefused(BulkRefusal refusal, string body)
    {
        var reader = TestData.Read(Encoding.UTF8.GetBytes(body), []);
        Assert.Equal(refusal, reader.Refusal);
        Assert.Null(reader.Bulk);
    }
}
