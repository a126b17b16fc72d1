using System.Text;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>What makes a bulk, and what refuses it as a whole.</summary>
public sealed class BulkReaderTests
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
    public void A_bulk_is_an_object_with_leads(string body) => Assert.Single(Accepted(body).Leads);

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("null")]
    [Promise("6.2")]
    public void A_new_bulk_may_say_that_it_is_created(string json) =>
        Assert.Single(Accepted($"{{\"leads\": [{{}}], \"isProcessed\": {json}}}").Leads);

    [Theory]
    [InlineData("0")]
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
    public void Any_other_status_is_refused(string json)
    {
        AssertRefused(BulkRefusal.WrongStatus, $"{{\"leads\": [{{}}], \"isProcessed\": {json}}}");
        AssertRefused(BulkRefusal.WrongStatus, $"{{\"isprocessed\": {json}, \"leads\": [{{}}]}}");
    }

    [Fact]
    [Promise("6.2")]
    public void The_statuses_are_those_of_the_interface() =>
        Assert.Equal(
            [(1, "Created"), (2, "InProgress"), (3, "Cancelled"), (4, "Completed")],
            Enum.GetValues<BulkStatus>().Select(status => ((int)status, status.ToString()))
        );

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [Promise("6.3")]
    public void An_empty_body_is_refused(string body) => AssertRefused(BulkRefusal.Empty, body);

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"leads\": []}]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"leads\"")]
    [InlineData("true")]
    [Promise("6.3")]
    public void JSON_that_is_no_object_is_refused(string body) => AssertRefused(BulkRefusal.NotAnObject, body);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"isProcessed\": 1}")]
    [InlineData("{\"leads\": null}")]
    [InlineData("{\"lead\": [{}]}")]
    [InlineData("{\"x\": {\"leads\": [{}]}}")]
    [InlineData("{\"leads\\ud83d\": [{}]}")]
    [Promise("6.3")]
    public void A_body_without_leads_is_refused(string body) => AssertRefused(BulkRefusal.WithoutLeads, body);

    [Theory]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("true")]
    [Promise("6.3")]
    public void Leads_that_are_no_array_are_refused(string json) => AssertRefused(BulkRefusal.LeadsNotAnArray, $"{{\"leads\": {json}}}");

    [Theory]
    [InlineData("{\"leads\": [{}], \"leads\": [{}]}")]
    [InlineData("{\"leads\": [{}], \"Leads\": null}")]
    [Promise("6.3")]
    public void Leads_that_are_there_twice_are_refused(string body) => AssertRefused(BulkRefusal.LeadsTwice, body);

    [Fact]
    [Promise("6.3")]
    public void No_leads_at_all_are_refused() => AssertRefused(BulkRefusal.NoLeads, "{\"leads\": [ ]}");

    [Fact]
    [Promise("6.1"), Promise("6.3")]
    public void As_many_leads_as_the_limit_are_taken_and_one_more_is_refused()
    {
        var limits = new BulkLimits(3, 1000);
        Assert.Equal(3, Some.Read("{\"leads\": [1, 2, 3]}", limits).Bulk?.Leads.Count);
        var refusal = Some.Read("{\"leads\": [1, 2, 3, 4]}", limits).Refusal;
        Assert.Equal(BulkRefusal.TooManyLeads(3), refusal);
        Assert.Same(ProblemType.TooManyLeads, refusal?.Type);
        Assert.Contains("3 leads at most", refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("6.1")]
    public void Ten_thousand_leads_are_taken()
    {
        var body = $"{{\"leads\": [{string.Join(',', Enumerable.Repeat("1", 10_000))}]}}";
        Assert.Equal(10_000, Accepted(body).Leads.Count);
        AssertRefused(BulkRefusal.TooManyLeads(10_000), body.Replace("[1", "[1,1", StringComparison.Ordinal));
    }

    [Fact]
    [Promise("6.4")]
    public void Otherwise_every_lead_is_kept()
    {
        var bulk = Accepted($"{{\"leads\": [{Some.Person}, {{}}, 1, null, {Some.Person.With("priority", "x")}, {Some.Company}]}}");
        Assert.Equal(6, bulk.Leads.Count);
        Assert.Equal(4, bulk.ErrorRecords);
        Assert.Equal([false, true, true, true, true, false], bulk.Leads.Select(lead => lead.IsError));
    }

    [Fact]
    public void After_a_refusal_there_is_no_bulk_and_before_the_end_neither()
    {
        var reader = new BulkReader(Some.Checker(), Some.Limits);
        reader.Read("{\"leads\": [{}]}"u8, isLast: false);
        Assert.Null(reader.Bulk);
        Assert.Null(reader.Refusal);
        Assert.Null(Some.Read("{\"leads\": [{}], \"isProcessed\": 2}").Bulk);
    }

    [Fact]
    public void Every_refusal_says_what_to_do_in_both_languages()
    {
        BulkRefusal[] refusals =
        [
            BulkRefusal.NotJson(1, 2, "It is not."),
            BulkRefusal.Empty,
            BulkRefusal.NotAnObject,
            BulkRefusal.WithoutLeads,
            BulkRefusal.LeadsNotAnArray,
            BulkRefusal.LeadsTwice,
            BulkRefusal.NoLeads,
            BulkRefusal.WrongStatus,
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

    private static ValidatedBulk Accepted(string body)
    {
        var reader = Some.Read(body);
        Assert.Null(reader.Refusal);
        Assert.NotNull(reader.Bulk);
        return reader.Bulk;
    }

    private static void AssertRefused(BulkRefusal refusal, string body)
    {
        var reader = Some.Read(Encoding.UTF8.GetBytes(body), []);
        Assert.Equal(refusal, reader.Refusal);
        Assert.Null(reader.Bulk);
    }
}
