using System.Net;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>What a sender may prefer, and the dry run.</summary>
public abstract class PreferenceTests(Engine engine) : EveryStoreTests(engine)
{
    private static readonly string OneOfTwoWrong = Some.Bulk(Some.Lead(), Some.Lead(("priority", "Tepid"), ("phoneNumber", "1")));

    [Fact]
    [Promise("6.5")]
    public async Task Strict_handling_refuses_a_bulk_with_errors_and_tells_all_of_them()
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(
            Some.Post(OneOfTwoWrong, ("Prefer", "handling=strict")),
            TestContext.Current.CancellationToken
        );

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors");
        Assert.Equal("handling=strict", Assert.Single(answer.Headers.GetValues(Headers.PreferenceApplied)));
        var lead = Assert.Single(problem.GetProperty("leads").EnumerateArray());
        Assert.Equal(1, lead.GetProperty("index").GetInt32());
        Assert.Equal(
            ["phoneNumber", "priority"],
            lead.GetProperty("errorList").EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
        Assert.Equal(0, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Fact]
    [Promise("6.5")]
    public async Task Strict_handling_takes_a_bulk_without_errors()
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(
            Some.Post(Some.Sample, ("Prefer", "handling=strict")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("return=representation", "return=representation")]
    [InlineData("Return=\"representation\"; foo=bar, respond-async", "return=representation")]
    [InlineData("handling=strict,return=representation", "handling=strict, return=representation")]
    [Promise("6.5")]
    public async Task A_preferred_representation_is_what_reading_the_bulk_gives(string prefer, string applied)
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(Some.Post(Some.Sample, ("Prefer", prefer)), TestContext.Current.CancellationToken);
        Assert.Equal(applied, Assert.Single(answer.Headers.GetValues(Headers.PreferenceApplied)));
        var bulk = await answer.JsonAsync();
        Assert.Equal((await server.Client.ReadBulkAsync(bulk.GetProperty("id").GetInt64())).GetRawText(), bulk.GetRawText());
    }

    [Theory]
    [InlineData("return=everything")]
    [InlineData("handling=lenient; return=minimal, wait=10")]
    [InlineData(",;=,")]
    [Promise("6.5")]
    public async Task Other_preferences_change_nothing(string prefer)
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(
            Some.Post(OneOfTwoWrong, ("Prefer", prefer)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            (HttpStatusCode.OK, "1"),
            (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
    }

    [Fact]
    [Promise("6.7")]
    public async Task A_dry_run_answers_with_everything_but_ids_and_stores_nothing()
    {
        await using var server = await StartAsync();
        using var request = Some.Post(OneOfTwoWrong, ("Idempotency-Key", "dry"));
        request.RequestUri = new Uri(Routes.Bulks + "?dryRun=true", UriKind.Relative);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            ("2", "1"),
            (Assert.Single(answer.Headers.GetValues(Headers.TotalRecords)), Assert.Single(answer.Headers.GetValues(Headers.ErrorRecords)))
        );
        Assert.Null(answer.Headers.Location);
        var bulk = await answer.JsonAsync();
        Assert.Equal(JsonValueKind.Null, bulk.GetProperty("id").ValueKind);
        Assert.All(
            bulk.GetProperty("leads").EnumerateArray(),
            lead => Assert.All(["leadId", "leadExternalId"], id => Assert.Equal(JsonValueKind.Null, lead.GetProperty(id).ValueKind))
        );
        Assert.True(bulk.GetProperty("leads")[0].GetProperty("branchRouted").GetBoolean());
        Assert.Equal(2, bulk.GetProperty("leads")[1].GetProperty("errorList").GetArrayLength());

        // Neither the bulk nor the key was used: the same key takes another body now.
        using var real = await server.Client.SendAsync(
            Some.Post(Some.Sample, ("Idempotency-Key", "dry")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("1", await real.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("6.7")]
    public async Task A_dry_run_that_is_neither_true_nor_false_is_refused()
    {
        await using var server = await StartAsync();
        using var request = Some.Post(Some.Sample);
        request.RequestUri = new Uri(Routes.Bulks + "?dryRun=maybe", UriKind.Relative);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }
}
