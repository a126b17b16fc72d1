using System.Net;
using System.Text;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Intake;

/// <summary>The sample request of the interface specification, byte for byte.</summary>
public abstract class SampleRequestTests(Engine engine) : EngineTests(engine)
{
    [Fact]
    [Promise("2.1")]
    public async Task Response_is_a_bare_integer_with_location_and_counts()
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(TestData.Post(TestData.Sample), TestContext.Current.CancellationToken);

        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^[1-9][0-9]*$", body);
        Assert.Equal($"{Routes.Bulks}/{body}", answer.Headers.Location?.ToString());
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues(Headers.TotalRecords)));
        Assert.Equal("0", Assert.Single(answer.Headers.GetValues(Headers.ErrorRecords)));
    }

    [Fact]
    [Promise("2.4")]
    [Promise("4.2")]
    [Promise("5.1")]
    [Promise("5.5")]
    public async Task Sample_has_no_errors_a_gender_a_brand_and_a_routed_branch()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(Encoding.UTF8.GetString(TestData.Sample));

        Assert.Equal(
            (1, 0, 4),
            (
                bulk.GetProperty("totalRecords").GetInt32(),
                bulk.GetProperty("errorRecords").GetInt32(),
                bulk.GetProperty("isProcessed").GetInt32()
            )
        );
        var lead = bulk.GetProperty("leads")[0];
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("errorList").ValueKind);
        Assert.Equal(0, lead.GetProperty("isError").GetInt32());
        Assert.Equal("Male", lead.GetProperty("gender").GetString());
        Assert.Equal("JMC", lead.GetProperty("brand").GetString());
        Assert.StartsWith("JMC ", lead.GetProperty("branch").GetString(), StringComparison.Ordinal);
        Assert.True(lead.GetProperty("branchRouted").GetBoolean());
    }

    [Fact]
    [Promise("7.1")]
    public async Task Sample_reads_back_in_the_approved_shape()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 9, 30, 0, 125, TimeSpan.FromHours(3)));
        await using var server = await StartAsync(time: time);
        var bulk = await server.Client.PostAndReadAsync(Encoding.UTF8.GetString(TestData.Sample));
        Approved.Matches("sample-read-back.json", bulk.GetRawText());
    }
}
