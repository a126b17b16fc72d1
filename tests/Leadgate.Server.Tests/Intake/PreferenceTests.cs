using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>The preferences of a sender, and the dry run.</summary>
/// <param name="shared">A server for tests that do not depend on what others store.</param>
public abstract class PreferenceTests(Engine engine, SharedServer shared) : EngineTests(engine)
{
    private static readonly string OneOfTwoWithErrors = TestData.Bulk(
        TestData.Lead(),
        TestData.Lead(("priority", "Tepid"), ("phoneNumber", "1"))
    );

    [Fact]
    [Promise("6.5")]
    public async Task Strict_handling_refuses_a_bulk_with_errors_and_reports_all_of_them()
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(
            TestData.Post(OneOfTwoWithErrors, ("Prefer", "handling=strict")),
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
    public async Task Strict_handling_stores_a_bulk_without_errors()
    {
        using var answer = await shared.Client.SendAsync(
            TestData.Post(TestData.Sample, ("Prefer", "handling=strict")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("return=representation", "return=representation")]
    [InlineData("Return=\"representation\"; foo=bar, respond-async", "return=representation")]
    [InlineData("handling=strict,return=representation", "handling=strict, return=representation")]
    [Promise("6.5")]
    public async Task Representation_equals_reading_the_bulk(string prefer, string applied)
    {
        using var answer = await shared.Client.SendAsync(
            TestData.Post(TestData.Sample, ("Prefer", prefer)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(applied, Assert.Single(answer.Headers.GetValues(Headers.PreferenceApplied)));
        var bulk = await answer.JsonAsync();
        Assert.Equal((await shared.Client.ReadBulkAsync(bulk.GetProperty("id").GetInt64())).GetRawText(), bulk.GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?lang=ar")]
    [Promise("6.5")]
    public async Task Representation_from_memory_equals_reading_every_kind_of_lead(string query)
    {
        FaultInjectingStore? store = null;
        await using var server = await StartAsync(store: real => store = new FaultInjectingStore(real));
        var vehicles = JsonNode.Parse(
            """[{"modelFamily": "Vigus", "colour": "red"}, {"modelFamily": "Sportage", "totalQty": "٢"}, {"modelMemo": "نص"}]"""
        );
        JsonNode?[] leads =
        [
            TestData.Lead(),
            TestData.Lead(("vehicles", JsonNode.Parse("""[{"modelFamily": "Vigus", "colour": "red"}, {"modelFamily": "Grand Avenue"}]"""))),
            TestData.Lead(("vehicles", vehicles), ("priority", "Tepid"), ("email", "nobody")),
            TestData.Lead(("fristName", "Rana"), ("lang", "ar"), ("campaignCode", JsonNode.Parse("""{"a": [1, 2.50]}"""))),
            TestData.Lead(("fristName", "Rana"), ("phoneNumber", "0512345678")),
            TestData.Lead(("customerCountry", "Germany"), ("customerRegion", "Bavaria"), ("customerCity", "Munich")),
            TestData.Lead(("leadNote", "  سطر\nثانٍ \U0001F697 \"<&>\" "), ("dateOfBirth", "1990-02-28T21:30:00Z")),
            JsonValue.Create(42),
            null,
            .. Enumerable.Range(0, 600).Select(i => TestData.Lead(("leadReference", $"r{i}"), ("priority", i % 7 == 0 ? null : "Hot"))),
        ];
        using var request = TestData.PostTo(Routes.Bulks + query, TestData.Bulk(leads), (Headers.Prefer, "return=representation"));
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var representation = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, store!.LeadReads);

        using var reading = await server.Client.GetAsync($"{answer.Headers.Location}{query}", TestContext.Current.CancellationToken);
        Assert.Equal(await reading.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), representation);
        Assert.True(store.LeadReads > 1);
        var bulk = JsonElement.Parse(representation);
        Assert.Equal((609, 90), (bulk.GetProperty("totalRecords").GetInt32(), bulk.GetProperty("errorRecords").GetInt32()));
    }

    [Fact]
    [Promise("6.5")]
    public async Task Concurrent_representations_do_not_share_the_memory_of_their_leads()
    {
        // Together they need fewer permits than there are, so that none of them waits and is refused.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(AssertOwnLeadsAsync));

        async Task AssertOwnLeadsAsync(int sender)
        {
            var expected = Enumerable.Range(0, 300).Select(i => $"{sender}-{i}").ToList();
            var body = TestData.Bulk(expected.Select(reference => TestData.Lead(("leadReference", reference))));
            using var answer = await shared.Client.SendAsync(
                TestData.Post(body, (Headers.Prefer, "return=representation")),
                TestContext.Current.CancellationToken
            );
            var leads = (await answer.JsonAsync()).GetProperty("leads").EnumerateArray();
            Assert.Equal(expected, leads.Select(lead => lead.GetProperty("leadReference").GetString()));
        }
    }

    [Fact]
    [Promise("6.5")]
    [Promise("6.6")]
    public async Task Representation_of_a_retry_is_the_one_of_the_first_request()
    {
        await using var server = await StartAsync();
        var representations = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await server.Client.SendAsync(
                TestData.Post(OneOfTwoWithErrors, (Headers.IdempotencyKey, "k"), (Headers.Prefer, "return=representation")),
                TestContext.Current.CancellationToken
            );
            representations.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(representations[0], representations[1]);
        Assert.Equal(1, JsonElement.Parse(representations[0]).GetProperty("id").GetInt64());
    }

    /// <summary>What was applied to the stored bulk is not what a later request prefers.</summary>
    [Fact]
    [Promise("6.5")]
    [Promise("6.6")]
    public async Task Replay_of_a_bulk_with_errors_does_not_claim_that_it_was_handled_strictly()
    {
        await using var server = await StartAsync();
        var key = await server.CreateKeyAsync(
            new CreateApiKeyRequest
            {
                Name = "website",
                Scopes = ["leads:write"],
                Preferences = ["handling=strict"],
            }
        );
        Assert.Equal((200, null, "handling=lenient"), await PostAsync(OneOfTwoWithErrors, "a", "handling=lenient"));
        Assert.Equal((200, "true", ""), await PostAsync(OneOfTwoWithErrors, "a", null));
        Assert.Equal((200, "true", ""), await PostAsync(OneOfTwoWithErrors, "a", "handling=strict"));
        Assert.Equal((200, "true", "return=minimal"), await PostAsync(OneOfTwoWithErrors, "a", "return=minimal"));

        // A bulk without errors is the same under either.
        var valid = TestData.Bulk(TestData.Lead());
        Assert.Equal((200, null, "handling=strict"), await PostAsync(valid, "b", null));
        Assert.Equal((200, "true", "handling=strict"), await PostAsync(valid, "b", null));

        async Task<(int Status, string? Replayed, string Applied)> PostAsync(string body, string idempotencyKey, string? prefer)
        {
            using var request = TestData.Post(body, (Headers.ApiKey, key.Text), (Headers.IdempotencyKey, idempotencyKey));
            if (prefer is not null)
                request.Headers.TryAddWithoutValidation(Headers.Prefer, prefer);
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, Find(Headers.IdempotentReplayed), Find(Headers.PreferenceApplied) ?? "");

            string? Find(string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
        }
    }

    [Theory]
    [InlineData("return=everything")]
    [InlineData("handling=lenient; return=minimal, wait=10")]
    [InlineData(",;=,")]
    [Promise("6.5")]
    public async Task Unknown_preferences_are_ignored(string prefer)
    {
        using var answer = await shared.Client.SendAsync(
            TestData.Post(OneOfTwoWithErrors, ("Prefer", prefer)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Number), (answer.StatusCode, (await answer.JsonAsync()).ValueKind));
    }

    [Fact]
    [Promise("6.5")]
    public async Task Preferences_of_a_key_apply_where_a_request_says_nothing_else()
    {
        await using var server = await StartAsync();
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        using var created = await server.Client.SendAsync(
            admin,
            HttpMethod.Post,
            Routes.Keys,
            """{"name": "website", "scopes": ["leads:write"], "preferences": ["handling=strict", "return=representation"]}"""
        );
        var made = await created.JsonAsync();
        Assert.Equal("""["handling=strict","return=representation"]""", made.GetProperty("preferences").GetRawText());
        var key = made.GetProperty("key").GetString()!;

        Assert.Equal((422, "handling=strict, return=representation", false), await PostAsync(OneOfTwoWithErrors, null));
        Assert.Equal((200, "handling=lenient, return=representation", true), await PostAsync(OneOfTwoWithErrors, "handling=lenient"));
        Assert.Equal((422, "handling=strict, return=minimal", false), await PostAsync(OneOfTwoWithErrors, "return=minimal, foo"));
        Assert.Equal(
            (200, "handling=lenient, return=minimal", false),
            await PostAsync(OneOfTwoWithErrors, "return=minimal,handling=lenient")
        );

        // What nobody knows does not override.
        Assert.Equal((422, "handling=strict, return=representation", false), await PostAsync(OneOfTwoWithErrors, "handling=maybe"));

        using var changed = await server.Client.SendAsync(
            admin,
            HttpMethod.Patch,
            $"{Routes.Keys}/website",
            """{"preferences": ["return=representation"]}"""
        );
        Assert.Equal("""["return=representation"]""", (await changed.JsonAsync()).GetProperty("preferences").GetRawText());
        Assert.Equal((200, "return=representation", true), await PostAsync(OneOfTwoWithErrors, null));
        using var reset = await server.Client.SendAsync(admin, HttpMethod.Patch, $"{Routes.Keys}/2", """{"preferences": []}""");
        Assert.Equal((200, "", false), await PostAsync(OneOfTwoWithErrors, null));
        Assert.Equal(
            [
                "key-create leads:write prefer handling=strict, return=representation",
                "key-prefer prefer return=representation",
                "key-prefer prefer nothing",
            ],
            (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Record == "key:2")
                .Select(entry => $"{entry.Event.Action} {entry.Event.Detail}")
        );

        async Task<(int Status, string Applied, bool IsRepresentation)> PostAsync(string body, string? prefer)
        {
            using var request = TestData.Post(body, (Headers.ApiKey, key));
            if (prefer is not null)
                request.Headers.TryAddWithoutValidation(Headers.Prefer, prefer);
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var applied = response.Headers.TryGetValues(Headers.PreferenceApplied, out var values) ? values.Single() : "";
            var json = await response.JsonAsync();
            return ((int)response.StatusCode, applied, json.ValueKind == JsonValueKind.Object && json.TryGetProperty("createdBy", out _));
        }
    }

    [Fact]
    [Promise("6.7")]
    public async Task Dry_run_returns_the_bulk_without_ids_and_stores_nothing()
    {
        await using var server = await StartAsync();
        using var request = TestData.PostTo(Routes.Bulks + "?dryRun=true", OneOfTwoWithErrors, ("Idempotency-Key", "dry"));
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

        // Neither the bulk was stored nor the key used: the same key can be sent with another body.
        using var real = await server.Client.SendAsync(
            TestData.Post(TestData.Sample, ("Idempotency-Key", "dry")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("1", await real.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("6.5")]
    public async Task Strict_dry_run_with_errors_is_rejected_as_a_strict_bulk_is()
    {
        using var request = TestData.PostTo(Routes.Bulks + "?dryRun=true", OneOfTwoWithErrors, ("Prefer", "handling=strict"));
        using var answer = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors");
    }

    [Fact]
    [Promise("6.5")]
    public async Task Of_a_preference_given_twice_the_first_counts()
    {
        foreach (var (first, second) in ((string, string)[])[("minimal", "representation"), ("representation", "minimal")])
        {
            using var answer = await shared.Client.SendAsync(
                TestData.Post(TestData.Sample, ("Prefer", $"return={first}, return={second}")),
                TestContext.Current.CancellationToken
            );
            Assert.Equal("return=" + first, Assert.Single(answer.Headers.GetValues(Headers.PreferenceApplied)));
            Assert.Equal(first == "minimal" ? JsonValueKind.Number : JsonValueKind.Object, (await answer.JsonAsync()).ValueKind);
        }
    }
}
