using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Checking a bulk without storing it.</summary>
[Promise("2.12")]
public sealed class BulkCheckTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly string OneOfTwoWithErrors = TestData.Bulk(
        TestData.Lead(),
        TestData.Lead(("priority", "Tepid"), ("phoneNumber", "1"))
    );

    [Fact]
    public async Task Check_returns_the_bulk_without_ids_and_stores_nothing()
    {
        using var answer = await server.Client.SendAsync(Check(OneOfTwoWithErrors), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Equal(
            ("2", "1"),
            (Assert.Single(answer.Headers.GetValues(Headers.TotalRecords)), Assert.Single(answer.Headers.GetValues(Headers.ErrorRecords)))
        );
        var bulk = await answer.JsonAsync();
        Assert.All(["id", "createdDate", "createdBy"], name => Assert.Equal(JsonValueKind.Null, bulk.GetProperty(name).ValueKind));
        var leads = bulk.GetProperty("leads").EnumerateArray().ToList();
        Assert.Equal([0, 1], leads.Select(lead => lead.GetProperty("isError").GetInt32()));
        Assert.All(
            leads,
            lead => Assert.All(["leadId", "leadExternalId"], id => Assert.Equal(JsonValueKind.Null, lead.GetProperty(id).ValueKind))
        );
        Assert.True(leads[0].GetProperty("branchRouted").GetBoolean());
        Assert.Equal(
            ["phoneNumber", "priority"],
            leads[1].GetProperty("errorList").EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
        await AssertNothingIsStoredAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?lang=ar")]
    public async Task Check_equals_a_dry_run(string query)
    {
        using var dryRun = TestData.PostTo($"{Routes.Bulks}?dryRun=true&{query.TrimStart('?')}", OneOfTwoWithErrors);
        using var expected = await server.Client.SendAsync(dryRun, TestContext.Current.CancellationToken);
        using var check = await server.Client.SendAsync(Check(OneOfTwoWithErrors, query), TestContext.Current.CancellationToken);
        Assert.Equal(
            await expected.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await check.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Strict_check_of_a_bulk_with_errors_is_rejected_with_all_of_them()
    {
        using var answer = await server.Client.SendAsync(
            Check(OneOfTwoWithErrors, "", (Headers.Prefer, "handling=strict")),
            TestContext.Current.CancellationToken
        );
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors");
        Assert.Equal("handling=strict", Assert.Single(answer.Headers.GetValues(Headers.PreferenceApplied)));
        Assert.StartsWith("1 of 2 leads has errors", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(problem.GetProperty("leads").EnumerateArray()).GetProperty("index").GetInt32());
        using var valid = await server.Client.SendAsync(
            Check(TestData.Bulk(TestData.Lead()), "", (Headers.Prefer, "handling=strict")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, valid.StatusCode);
    }

    [Theory]
    [InlineData("{\"leads\": [", "application/json", "k", 400, "not-json")]
    [InlineData("{\"leads\": []}", "application/json", "k", 400, "not-a-bulk")]
    [InlineData("{\"leads\": [{}], \"isProcessed\": 4}", "application/json", "k", 400, "invalid-status")]
    [InlineData("{\"leads\": [{}]}", "text/plain", "k", 415, "unsupported-media-type")]
    [InlineData("{\"leads\": [{}]}", "application/json", " ", 400, "invalid-idempotency-key")]
    public async Task Check_refuses_what_creating_a_bulk_refuses(string body, string mediaType, string key, int status, string type)
    {
        using var request = Check(body, "", (Headers.IdempotencyKey, key));
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync((HttpStatusCode)status, type);
    }

    [Fact]
    public async Task Check_has_the_limits_of_creating_a_bulk()
    {
        await using var limited = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.MaxLeads.Variable] = "1", [Setting.MaxBodyMib.Variable] = "1" }
        );
        using var tooMany = await limited.Client.SendAsync(Check(OneOfTwoWithErrors), TestContext.Current.CancellationToken);
        await tooMany.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-many-leads");
        var large = TestData.Bulk(TestData.Lead(("leadNote", new string('x', 1024 * 1024))));
        using var largeRequest = Check(large);
        largeRequest.Headers.ExpectContinue = true;
        using var tooLarge = await limited.Client.SendAsync(largeRequest, TestContext.Current.CancellationToken);
        await tooLarge.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Check_does_not_use_its_idempotency_key()
    {
        await using var own = await RunningServer.StartAsync();
        using var check = await own.Client.SendAsync(
            Check(OneOfTwoWithErrors, "", (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        using var created = await own.Client.SendAsync(
            TestData.Post(TestData.Sample, (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("1", await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("10.4")]
    public async Task Check_needs_a_permit_like_creating_a_bulk()
    {
        FaultInjectingStore? store = null;
        await using var own = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.IntakePermits.Variable] = "1" },
            store: real => store = new FaultInjectingStore(real) { BlocksBulks = true }
        );
        var first = own.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        using var refused = await own.Client.SendAsync(Check(TestData.Bulk(TestData.Lead())), TestContext.Current.CancellationToken);
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
        store.Unblock();
        await first;
    }

    [Fact]
    [Promise("10.2")]
    [Promise("10.4")]
    public async Task Check_needs_the_scope_of_creating_a_bulk_and_its_leads_are_counted()
    {
        await using var own = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.LeadsPerMinute.Variable] = "5", [Setting.RequestsPerMinute.Variable] = "1000" }
        );
        var (reader, writer) = (await CreateKeyAsync(own, "leads:read"), await CreateKeyAsync(own, "leads:write"));
        await Wait.UntilAsync(
            async () =>
            {
                using var answer = await own.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
                return answer.StatusCode == HttpStatusCode.Unauthorized;
            },
            "The service did not load the keys."
        );

        using var forbidden = await own.Client.SendAsync(
            Check(OneOfTwoWithErrors, "", (Headers.ApiKey, reader)),
            TestContext.Current.CancellationToken
        );
        await forbidden.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "missing-scope");
        var five = TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 5));
        using var all = await own.Client.SendAsync(Check(five, "", (Headers.ApiKey, writer)), TestContext.Current.CancellationToken);
        Assert.Contains("\"leads\";r=0;", Assert.Single(all.Headers.GetValues(Headers.RateLimit)), StringComparison.Ordinal);
        using var refused = await own.Client.SendAsync(
            Check(TestData.Bulk(TestData.Lead()), "", (Headers.ApiKey, writer)),
            TestContext.Current.CancellationToken
        );
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Check_is_not_the_id_of_a_bulk()
    {
        foreach (var path in (string[])[Routes.BulkCheck, Routes.BulkCheck.Replace("check", "CHECK", StringComparison.Ordinal)])
        {
            using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
            Assert.Equal(
                ("Use OPTIONS or POST.", "استخدم OPTIONS أو POST."),
                (problem.GetProperty("detail").GetString(), problem.GetProperty("detailAr").GetString())
            );
        }

        foreach (var path in (string[])[Routes.Bulks + "/checks", Routes.Bulks + "/0"])
        {
            using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "bulk-not-found");
        }
    }

    /// <summary>What a key prefers is about bulks that are stored; whoever checks one wants to see the result.</summary>
    [Theory]
    [InlineData(Routes.BulkCheck)]
    [InlineData(Routes.Bulks + "?dryRun=true")]
    [Promise("6.5")]
    public async Task Preferences_of_a_key_do_not_apply_to_a_check_and_those_of_the_request_do(string path)
    {
        await using var own = await RunningServer.StartAsync();
        var key = await own.CreateKeyAsync(
            new CreateApiKeyRequest
            {
                Name = "website",
                Scopes = ["leads:write"],
                Preferences = ["handling=strict"],
            }
        );
        using var request = TestData.PostTo(path, OneOfTwoWithErrors, (Headers.ApiKey, key.Text));
        using var answer = await own.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains(Headers.PreferenceApplied));
        Assert.Equal(1, (await answer.JsonAsync()).GetProperty("errorRecords").GetInt32());

        using var strict = TestData.PostTo(path, OneOfTwoWithErrors, (Headers.ApiKey, key.Text), (Headers.Prefer, "handling=strict"));
        using var refused = await own.Client.SendAsync(strict, TestContext.Current.CancellationToken);
        await refused.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors");
        Assert.Equal("handling=strict", Assert.Single(refused.Headers.GetValues(Headers.PreferenceApplied)));
    }

    private static HttpRequestMessage Check(string body, string query = "", params (string Name, string Value)[] headers)
    {
        var request = TestData.PostTo(Routes.BulkCheck + query, body, headers);
        return request;
    }

    private static async Task<string> CreateKeyAsync(RunningServer server, string scope) =>
        (await server.Store.CreateKeyAsync(scope.Replace(':', '-'), scope)).Text;

    private async Task AssertNothingIsStoredAsync() =>
        Assert.Equal(0, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
}
