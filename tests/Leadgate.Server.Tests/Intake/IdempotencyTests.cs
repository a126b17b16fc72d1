using System.Net;
using System.Text;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Retries with an idempotency key, which store nothing twice.</summary>
public abstract class IdempotencyTests(Engine engine) : EngineTests(engine)
{
    [Theory]
    [InlineData("k1", "k1")]
    [InlineData("k1", "\"k1\"")]
    [InlineData("\"a \\\"b\\\" c\"", "a \"b\" c")]
    [Promise("6.6")]
    public async Task Same_key_with_the_same_body_gives_the_same_bulk_however_it_is_quoted(string first, string second)
    {
        await using var server = await StartAsync();
        Assert.Equal("1", await PostAsync(server, TestData.Sample, first));
        Assert.Equal("1", await PostAsync(server, TestData.Sample, second));
        Assert.Equal(1, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Fact]
    [Promise("6.6")]
    public async Task Retry_gets_the_headers_of_the_first_response()
    {
        await using var server = await StartAsync();
        var body = TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null)));
        using var first = await server.Client.SendAsync(
            TestData.Post(body, (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        using var second = await server.Client.SendAsync(
            TestData.Post(body, (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        Assert.All(
            [Headers.TotalRecords, Headers.ErrorRecords, "Location"],
            name => Assert.Equal(first.Headers.GetValues(name), second.Headers.GetValues(name))
        );
        Assert.False(first.Headers.Contains(Headers.IdempotentReplayed));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues(Headers.IdempotentReplayed)));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Same_key_with_another_body_is_rejected()
    {
        await using var server = await StartAsync();
        await PostAsync(server, TestData.Sample, "k");
        using var answer = await server.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    [Promise("6.6")]
    public async Task Same_key_with_a_large_body_that_differs_only_at_its_end_is_rejected()
    {
        await using var server = await StartAsync();
        await PostAsync(server, Encoding.UTF8.GetBytes(Bulk("first")), "k");
        Assert.InRange(Bulk("first").Length, 20_000, 60_000);
        using var answer = await server.Client.SendAsync(
            TestData.Post(Bulk("other"), (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        static string Bulk(string last) =>
            TestData.Bulk(Enumerable.Range(0, 40).Select(i => TestData.Lead(("leadReference", i < 39 ? "same" : last))));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Key_is_remembered_for_its_lifetime_and_then_deleted_in_the_background()
    {
        var time = new CountingClock(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
        await using var server = await StartAsync(new Dictionary<string, string> { [Setting.IdempotencyHours.Variable] = "24" }, time);

        // Keys are deleted every hour, and so are files that nobody imports.
        await time.WaitForTimersAsync(TimeSpan.FromHours(1), count: 2);
        await PostAsync(server, TestData.Sample, "k");
        time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("1", await PostAsync(server, TestData.Sample, "k"));

        var sender = (await server.Store.FindBulkAsync(1, TestContext.Current.CancellationToken))!.CreatedBy;
        var key = new IdempotencyKey(sender, "k", new byte[32]);
        time.Advance(TimeSpan.FromHours(1));
        await Wait.UntilAsync(
            async () => await server.Store.FindKeyAsync(key, TestContext.Current.CancellationToken) is null,
            "The expired key was not deleted."
        );
        Assert.Equal("2", await PostAsync(server, Encoding.UTF8.GetBytes(TestData.Bulk(TestData.Lead())), "k"));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Key_whose_first_request_is_in_progress_is_a_conflict()
    {
        FaultInjectingStore? store = null;
        await using var server = await StartAsync(store: real => store = new FaultInjectingStore(real) { BlocksBulks = true });
        var first = PostAsync(server, TestData.Sample, "k");
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);

        using (
            var second = await server.Client.SendAsync(
                TestData.Post(TestData.Sample, (Headers.IdempotencyKey, "k")),
                TestContext.Current.CancellationToken
            )
        )
        {
            await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-key-in-use");
        }

        store.Unblock();
        Assert.Equal("1", await first);
        Assert.Equal("1", await PostAsync(server, TestData.Sample, "k"));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Invalid_key_is_rejected()
    {
        await using var server = await StartAsync();
        foreach (var key in (string[])["\"\"", " ", "a\tb"])
        {
            using var answer = await server.Client.SendAsync(
                TestData.Post(TestData.Sample, (Headers.IdempotencyKey, key)),
                TestContext.Current.CancellationToken
            );
            Assert.Equal((key, HttpStatusCode.BadRequest), (key, answer.StatusCode));
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-idempotency-key");
        }
    }

    [Fact]
    [Promise("6.6")]
    public async Task Key_may_have_up_to_255_characters()
    {
        await using var server = await StartAsync();
        Assert.Equal("1", await PostAsync(server, TestData.Sample, new string('k', 255)));
        Assert.Equal("1", await PostAsync(server, TestData.Sample, $"\"{new string('k', 255)}\""));
        using var answer = await server.Client.SendAsync(
            TestData.Post(TestData.Sample, (Headers.IdempotencyKey, new string('k', 256))),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-idempotency-key");
    }

    [Fact]
    [Promise("6.6")]
    public async Task Refused_request_does_not_use_its_key()
    {
        await using var server = await StartAsync();
        var withError = TestData.Bulk(TestData.Lead(("priority", null)));
        using (
            var strict = await server.Client.SendAsync(
                TestData.Post(withError, (Headers.IdempotencyKey, "k"), ("Prefer", "handling=strict")),
                TestContext.Current.CancellationToken
            )
        )
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, strict.StatusCode);
        }

        using (
            var broken = await server.Client.SendAsync(
                TestData.Post("{", (Headers.IdempotencyKey, "k")),
                TestContext.Current.CancellationToken
            )
        )
        {
            Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        }

        Assert.Equal("1", await PostAsync(server, TestData.Sample, "k"));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Concurrent_requests_with_one_key_store_one_bulk()
    {
        await using var server = await StartAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(async _ =>
                {
                    using var answer = await server.Client.SendAsync(
                        TestData.Post(TestData.Sample, (Headers.IdempotencyKey, "k")),
                        TestContext.Current.CancellationToken
                    );
                    return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                })
        );

        Assert.Contains(answers, answer => answer is (HttpStatusCode.OK, "1"));
        Assert.All(answers, answer => Assert.True(answer is (HttpStatusCode.OK, "1") or (HttpStatusCode.Conflict, _), answer.ToString()));
        Assert.Equal(1, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Fact]
    [Promise("6.7")]
    public async Task Dry_run_with_the_key_of_a_stored_bulk_is_a_dry_run_and_leaves_the_key_as_it_is()
    {
        await using var server = await StartAsync();
        Assert.Equal("1", await PostAsync(server, TestData.Sample, "k"));
        using var dryRun = await server.Client.SendAsync(
            TestData.PostTo(Routes.Bulks + "?dryRun=true", TestData.Sample, (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, dryRun.StatusCode);
        Assert.Null(dryRun.Headers.Location);
        Assert.Equal(JsonValueKind.Null, (await dryRun.JsonAsync()).GetProperty("id").ValueKind);
        Assert.Equal("1", await PostAsync(server, TestData.Sample, "k"));
    }

    private static async Task<string> PostAsync(RunningServer server, byte[] body, string key)
    {
        using var answer = await server.Client.SendAsync(
            TestData.Post(body, (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
