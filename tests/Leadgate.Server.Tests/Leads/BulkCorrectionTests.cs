using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Persons;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Corrections;
using Leadgate.Storage.Search;
using Leadgate.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Leads;

/// <summary>Correcting all leads that have one wrong value, over the API.</summary>
public abstract class BulkCorrectionTests(Engine engine)
{
    private const string CorrectJaddeh = """{"field":"customerCity","value":"jaddeh","replacement":"Jeddah"}""";

    [Fact]
    [Promise("11.5")]
    public async Task All_leads_with_the_value_are_corrected_and_the_alias_heals_the_next_bulk()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var key = await server.CreateKeyAsync("web-site", "leads:write", "leads:read", "leads:correct", "lists:write");
        var wrong = Enumerable.Range(0, 120).Select(i => InMakkah(i % 2 == 0 ? "Jaddeh" : "JADDEH "));
        var bulk = await PostAsync(server, key.Text, [.. wrong, InMakkah("Jaddeh", ("priority", "Tepid")), TestData.Lead()]);
        await FollowAsync(server);

        var dryRun = await CorrectAsync(server, key.Text, CorrectJaddeh, HttpStatusCode.OK, "?dryRun=true");
        Assert.Equal("""{"id":null,"status":null,"leads":121,"corrected":120,"stillWithErrors":1}""", dryRun.GetRawText());
        Assert.Equal(121, (await ReadAsync(server, key.Text, bulk)).GetProperty("errorRecords").GetInt32());

        var started = await CorrectAsync(
            server,
            key.Text,
            """{"field":"customerCity","value":"Jaddeh","replacement":"Jeddah","rememberAsAlias":true}""",
            HttpStatusCode.Accepted
        );
        Assert.Equal(("running", 121), (started.GetProperty("status").GetString(), started.GetProperty("leads").GetInt32()));
        var id = started.GetProperty("id").GetInt64();
        var ended = await UntilEndedAsync(server, key.Text, id);
        Assert.Equal($$"""{"id":{{id}},"status":"done","leads":121,"corrected":120,"stillWithErrors":1}""", ended.GetRawText());

        var after = await ReadAsync(server, key.Text, bulk);
        Assert.Equal(1, after.GetProperty("errorRecords").GetInt32());
        var lead = after.GetProperty("leads")[7].GetProperty("leadExternalId").GetInt64();
        using var revisions = await server.Client.SendAsync(key.Text, HttpMethod.Get, $"/api/v1/leads/{lead}/revisions");
        var revision = Assert.Single((await revisions.JsonAsync()).GetProperty("revisions").EnumerateArray());
        Assert.Equal($"bulk-correction:{id}", revision.GetProperty("through").GetString());
        Assert.Equal("web-site", revision.GetProperty("by").GetString());
        Assert.Equal("""[{"field":"customerCity","from":"JADDEH ","to":"Jeddah"}]""", revision.GetProperty("changes").GetRawText());

        var next = await PostAsync(server, key.Text, [InMakkah("jaddeh")]);
        Assert.Equal(0, (await ReadAsync(server, key.Text, next)).GetProperty("errorRecords").GetInt32());

        // Names of fields and counts, and no value.
        var entries = await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["field customerCity; with alias; api", "field customerCity; done; corrected 120; still with errors 1"],
            entries.Where(entry => entry.Event.Action == AuditActions.LeadsCorrect).Select(entry => entry.Event.Detail)
        );
        Assert.Equal(121, entries.Count(entry => entry.Event.Action == AuditActions.LeadCorrect));
        Assert.Single(
            entries,
            entry => entry.Event.Action == AuditActions.ListsChange && entry.Event.Record == "list:CITY" && entry.Event.Actor == "key:1"
        );
        Assert.Null((await server.Store.Corrections.FindAsync(id, TestContext.Current.CancellationToken))!.Value);
    }

    [Fact]
    [Promise("11.5")]
    [Promise("11.6")]
    public async Task Sender_corrects_its_own_leads_only_and_needs_the_scopes()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var web = await server.CreateKeyAsync("web-site", "leads:write", "leads:read", "leads:correct");
        var shop = await server.CreateKeyAsync("shop", "leads:write", "leads:read", "leads:correct");
        var reader = await server.CreateKeyAsync("reader", "leads:read");
        var (own, other) = (
            await PostAsync(server, web.Text, [InMakkah("Jaddeh")]),
            await PostAsync(server, shop.Text, [InMakkah("Jaddeh")])
        );
        await FollowAsync(server);
        await RefuseAsync(server, reader.Text, CorrectJaddeh, HttpStatusCode.Forbidden, "missing-scope");
        await RefuseAsync(
            server,
            web.Text,
            """{"field":"customerCity","value":"Jaddeh","replacement":"Jeddah","rememberAsAlias":true}""",
            HttpStatusCode.Forbidden,
            "missing-scope"
        );

        var id = (await CorrectAsync(server, web.Text, CorrectJaddeh, HttpStatusCode.Accepted)).GetProperty("id").GetInt64();
        Assert.Equal(1, (await UntilEndedAsync(server, web.Text, id)).GetProperty("leads").GetInt32());
        Assert.Equal(0, (await ReadAsync(server, web.Text, own)).GetProperty("errorRecords").GetInt32());
        Assert.Equal(1, (await ReadAsync(server, shop.Text, other)).GetProperty("errorRecords").GetInt32());
        using var foreign = await server.Client.SendAsync(shop.Text, HttpMethod.Get, $"{Routes.LeadCorrections}/{id}");
        await foreign.ShouldBeProblemAsync(HttpStatusCode.NotFound, "correction-not-found");
    }

    [Fact]
    [Promise("11.5")]
    public async Task Another_node_goes_on_where_one_was_killed_and_each_lead_is_corrected_once()
    {
        FaultInjectingStore? store = null;
        await using var server = await StartWithoutServiceAsync(real => store = new FaultInjectingStore(real));
        var bulk = await PostAsync(server, null, [.. Enumerable.Range(0, 130).Select(_ => InMakkah("Jaddeh"))]);
        await FollowAsync(server);
        var id = (await CorrectAsync(server, null, CorrectJaddeh, HttpStatusCode.Accepted)).GetProperty("id").GetInt64();

        // It is killed after the leads of its second portion and before it can say so.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var killed = CreateWorker(server, time);
        Assert.True(await killed.RunAsync(TestContext.Current.CancellationToken));
        store!.CorrectionCallsLeft = 2;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => killed.RunAsync(TestContext.Current.CancellationToken));
        store.CorrectionCallsLeft = null;
        Assert.Equal(BulkCorrectionWorker.Portion, (await FindAsync(server, id)).Corrected);
        Assert.Equal(30, (await ReadAsync(server, null, bulk)).GetProperty("errorRecords").GetInt32());

        // As long as it could be alive, nobody else does its work.
        time.Advance(BulkCorrectionWorker.Ownership - TimeSpan.FromMilliseconds(1));
        var other = CreateWorker(server, time);
        Assert.False(await other.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(30, (await ReadAsync(server, null, bulk)).GetProperty("errorRecords").GetInt32());

        var later = CreateWorker(server, new FakeTimeProvider(time.GetUtcNow() + (2 * BulkCorrectionWorker.Ownership)));
        await RunToEndAsync(server, later, id);
        var ended = await FindAsync(server, id);
        Assert.Equal((BulkCorrectionStatus.Done, 130, 130, 0), (ended.Status, ended.Leads, ended.Corrected, ended.WithErrors));
        var whole = await ReadAsync(server, null, bulk);
        Assert.Equal(0, whole.GetProperty("errorRecords").GetInt32());
        foreach (var lead in whole.GetProperty("leads").EnumerateArray())
        {
            var stored = await server.Store.Revisions.ReadAsync(
                bulk,
                lead.GetProperty("leadExternalId").GetInt64(),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(2, Assert.Single(stored).Version);
        }

        // The one that was taken for dead does nothing more.
        Assert.False(await killed.RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("11.5")]
    public async Task Correction_waits_for_leads_whose_errors_are_not_grouped_yet()
    {
        await using var server = await StartWithoutServiceAsync(follows: false);
        var bulk = await PostAsync(server, null, [InMakkah("Jaddeh")]);
        var id = (await CorrectAsync(server, null, CorrectJaddeh, HttpStatusCode.Accepted)).GetProperty("id").GetInt64();
        var worker = CreateWorker(server, TimeProvider.System);
        Assert.False(await worker.RunAsync(TestContext.Current.CancellationToken));
        Assert.True((await FindAsync(server, id)).IsRunning);

        var context = new SearchContext(server.Services.GetRequiredService<ListCatalogCache>().Catalog, TimeZoneInfo.Utc);
        await server.Store.Follower.FollowNextAsync(100, context, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(await worker.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, (await ReadAsync(server, null, bulk)).GetProperty("errorRecords").GetInt32());
    }

    [Fact]
    [Promise("11.5")]
    public async Task Same_correction_is_not_started_twice_while_it_runs()
    {
        await using var server = await StartWithoutServiceAsync();
        await PostAsync(server, null, [InMakkah("Jaddeh")]);
        await FollowAsync(server);
        var first = (await CorrectAsync(server, null, CorrectJaddeh, HttpStatusCode.Accepted)).GetProperty("id").GetInt64();
        var again = CorrectJaddeh.Replace("jaddeh", "JADDEH", StringComparison.Ordinal);
        Assert.Equal(first, (await CorrectAsync(server, null, again, HttpStatusCode.Accepted)).GetProperty("id").GetInt64());
        var different = CorrectJaddeh.Replace("\"Jeddah\"", "\"Makkah\"", StringComparison.Ordinal);
        var second = (await CorrectAsync(server, null, different, HttpStatusCode.Accepted)).GetProperty("id").GetInt64();
        Assert.True(second > first);

        await RunToEndAsync(server, CreateWorker(server, TimeProvider.System), first);
        Assert.True((await CorrectAsync(server, null, CorrectJaddeh, HttpStatusCode.Accepted)).GetProperty("id").GetInt64() > second);
    }

    [Fact]
    public async Task Erasing_a_person_gives_up_a_correction_that_has_their_number()
    {
        await using var server = await StartWithoutServiceAsync();
        var id = (
            await CorrectAsync(
                server,
                null,
                """{"field":"phoneNumber","value":"0512345678","replacement":"512345678"}""",
                HttpStatusCode.Accepted
            )
        )
            .GetProperty("id")
            .GetInt64();
        await server
            .Services.GetRequiredService<PersonRequests>()
            .EraseAsync(
                new PersonErasureRequest { Phone = "512345678", Vacuum = false },
                Actor.CommandLine,
                _ => { },
                TestContext.Current.CancellationToken
            );
        var given = await FindAsync(server, id);
        Assert.Equal((BulkCorrectionStatus.Failed, null, null), (given.Status, given.Value, given.Replacement));
        Assert.False(await CreateWorker(server, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("11.5")]
    public async Task Requests_that_cannot_be_meant_are_refused_with_words_and_change_nothing()
    {
        await using var server = await StartWithoutServiceAsync();
        var admin = await server.CreateKeyAsync("boss", "admin");
        foreach (
            var (body, status, type, words) in new[]
            {
                ("""{"field":"customerCity","value":"x","replacement":"Jaddehh"}""", 422, "invalid-replacement", "Jaddehh"),
                ("""{"field":"customerCity","value":"Jeddah","replacement":"JEDDAH"}""", 422, "invalid-replacement", "itself"),
                ("""{"field":"customerCity","value":"x","replacement":null}""", 422, "invalid-replacement", "City"),
                ("""{"field":"custmerCity","value":"x","replacement":"Jeddah"}""", 400, "invalid-parameter", "customerCity"),
                ("""{"field":"vehicles","value":"x","replacement":"Jeddah"}""", 400, "invalid-parameter", "field"),
                ("""{"field":"customerCity","value":" ","replacement":"Jeddah"}""", 400, "invalid-parameter", "value"),
                ("""{"field":"customerCity","value":"x"}""", 400, "invalid-parameter", "replacement"),
                ("""{"field":"customerCity","value":"x","replacement":{"value":1}}""", 400, "invalid-parameter", "replacement"),
                (
                    """{"field":"customerCity","value":"Riyadh","replacement":"Jeddah","rememberAsAlias":true}""",
                    422,
                    "invalid-alias",
                    "Riyadh"
                ),
                ("""{"field":"email","value":"x","replacement":"a@example.com","rememberAsAlias":true}""", 422, "invalid-alias", "list"),
                (
                    """{"field":"subSource","value":"Watsap","replacement":"WhatsApp","rememberAsAlias":true}""",
                    422,
                    "invalid-alias",
                    "several"
                ),
            }
        )
        {
            var problem = await RefuseAsync(server, admin.Text, body, (HttpStatusCode)status, type);
            Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(await server.Store.Corrections.ReadLastAsync(null, null, 10, TestContext.Current.CancellationToken));
    }

    private Task<RunningServer> StartWithoutServiceAsync(Func<ILeadStore, ILeadStore>? store = null, bool follows = true) =>
        RunningServer.StartAsync(
            engine: engine,
            store: store,
            change: builder =>
            {
                Remove<BulkCorrectionService>(builder);
                if (!follows)
                    Remove<LeadFollowerService>(builder);
            }
        );

    private static void Remove<T>(WebApplicationBuilder builder) =>
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(T)));

    private static BulkCorrectionWorker CreateWorker(RunningServer server, TimeProvider time) =>
        ActivatorUtilities.CreateInstance<BulkCorrectionWorker>(server.Services, time);

    private static async Task RunToEndAsync(RunningServer server, BulkCorrectionWorker worker, long id) =>
        await Wait.UntilAsync(
            async () =>
            {
                await worker.RunAsync(TestContext.Current.CancellationToken);
                return !(await FindAsync(server, id)).IsRunning;
            },
            "The correction does not end."
        );

    private static async Task<BulkCorrection> FindAsync(RunningServer server, long id) =>
        (await server.Store.Corrections.FindAsync(id, TestContext.Current.CancellationToken))!;

    private static JsonObject InMakkah(string city, params IEnumerable<(string, JsonNode?)> changes) =>
        TestData.Lead([("customerRegion", "Makkah"), ("customerCity", city), .. changes]);

    private static Task<TimeSpan> FollowAsync(RunningServer server) =>
        Wait.UntilAsync(
            async () => await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken) is { PendingBulks: 0 },
            "The errors are not grouped."
        );

    private static async Task<JsonElement> UntilEndedAsync(RunningServer server, string key, long id)
    {
        JsonElement correction = default;
        await Wait.UntilAsync(
            async () =>
            {
                using var response = await server.Client.SendAsync(key, HttpMethod.Get, $"{Routes.LeadCorrections}/{id}");
                correction = await response.JsonAsync();
                return correction.GetProperty("status").GetString() != "running";
            },
            "The correction does not end."
        );
        return correction;
    }

    private static async Task<long> PostAsync(RunningServer server, string? key, JsonNode[] leads)
    {
        using var request = TestData.Post(TestData.Bulk(leads), key is null ? [] : [(Headers.ApiKey, key)]);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await response.JsonAsync()).GetInt64();
    }

    private static async Task<JsonElement> ReadAsync(RunningServer server, string? key, long bulk)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.Bulks}/{bulk}");
        if (key is not null)
            request.Headers.Add(Headers.ApiKey, key);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.JsonAsync();
    }

    private static async Task<JsonElement> CorrectAsync(
        RunningServer server,
        string? key,
        string body,
        HttpStatusCode expected,
        string query = ""
    )
    {
        using var response = await SendAsync(server, key, body, query);
        var json = await response.JsonAsync();
        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Accepted)
            Assert.Equal($"{Routes.LeadCorrections}/{json.GetProperty("id").GetInt64()}", response.Headers.Location!.ToString());
        return json;
    }

    private static async Task<JsonElement> RefuseAsync(RunningServer server, string key, string body, HttpStatusCode status, string type)
    {
        using var response = await SendAsync(server, key, body, "");
        return await response.ShouldBeProblemAsync(status, type);
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string? key, string body, string query) =>
        server.Client.SendAsync(
            TestData.PostTo(Routes.LeadCorrections + query, body, key is null ? [] : [(Headers.ApiKey, key)]),
            TestContext.Current.CancellationToken
        );
}
