using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Retries that store nothing twice.</summary>
public abstract class IdempotencyTests(Engine engine) : EveryStoreTests(engine)
{
    [Theory]
    [InlineData("k1", "k1")]
    [InlineData("k1", "\"k1\"")]
    [InlineData("\"a \\\"b\\\" c\"", "a \"b\" c")]
    [Promise("6.6")]
    public async Task The_same_key_with_the_same_body_is_the_same_bulk_however_it_is_quoted(string first, string second)
    {
        await using var server = await StartAsync();
        Assert.Equal("1", await PostAsync(server, Some.Sample, first));
        Assert.Equal("1", await PostAsync(server, Some.Sample, second));
        Assert.Equal(1, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Fact]
    [Promise("6.6")]
    public async Task A_retry_gets_the_headers_of_the_first_answer_too()
    {
        await using var server = await StartAsync();
        var body = Some.Bulk(Some.Lead(), Some.Lead(("priority", null)));
        using var first = await server.Client.SendAsync(
            Some.Post(body, (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        using var second = await server.Client.SendAsync(
            Some.Post(body, (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        Assert.All(
            [Headers.TotalRecords, Headers.ErrorRecords, "Location"],
            name => Assert.Equal(first.Headers.GetValues(name), second.Headers.GetValues(name))
        );
    }

    [Fact]
    [Promise("6.6")]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await using var server = await StartAsync();
        await PostAsync(server, Some.Sample, "k");
        using var answer = await server.Client.SendAsync(
            Some.Post(Some.Bulk(Some.Lead()), (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    [Promise("6.6")]
    public async Task A_key_whose_first_request_is_still_running_is_a_conflict()
    {
        StoreInFront? store = null;
        await using var server = await StartAsync(store: real => store = new StoreInFront(real) { HoldsBack = true });
        var first = PostAsync(server, Some.Sample, "k");
        await store!.Reached.WaitAsync(TestContext.Current.CancellationToken);

        using (
            var second = await server.Client.SendAsync(
                Some.Post(Some.Sample, (Headers.IdempotencyKey, "k")),
                TestContext.Current.CancellationToken
            )
        )
        {
            await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-key-in-use");
        }

        store.Open();
        Assert.Equal("1", await first);
        Assert.Equal("1", await PostAsync(server, Some.Sample, "k"));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData(" ")]
    [InlineData("a\tb")]
    [Promise("6.6")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(
            Some.Post(Some.Sample, (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-idempotency-key");
    }

    [Fact]
    [Promise("6.6")]
    public async Task A_key_may_have_255_characters_and_no_more()
    {
        await using var server = await StartAsync();
        Assert.Equal("1", await PostAsync(server, Some.Sample, new string('k', 255)));
        using var answer = await server.Client.SendAsync(
            Some.Post(Some.Sample, (Headers.IdempotencyKey, new string('k', 256))),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-idempotency-key");
    }

    [Fact]
    [Promise("6.6")]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        await using var server = await StartAsync();
        var wrong = Some.Bulk(Some.Lead(("priority", null)));
        using (
            var strict = await server.Client.SendAsync(
                Some.Post(wrong, (Headers.IdempotencyKey, "k"), ("Prefer", "handling=strict")),
                TestContext.Current.CancellationToken
            )
        )
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, strict.StatusCode);
        }

        using (
            var broken = await server.Client.SendAsync(Some.Post("{", (Headers.IdempotencyKey, "k")), TestContext.Current.CancellationToken)
        )
        {
            Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        }

        Assert.Equal("1", await PostAsync(server, Some.Sample, "k"));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Many_requests_at_once_with_one_key_store_one_bulk()
    {
        await using var server = await StartAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(async _ =>
                {
                    using var answer = await server.Client.SendAsync(
                        Some.Post(Some.Sample, (Headers.IdempotencyKey, "k")),
                        TestContext.Current.CancellationToken
                    );
                    return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                })
        );

        Assert.Contains(answers, answer => answer is (HttpStatusCode.OK, "1"));
        Assert.All(answers, answer => Assert.True(answer is (HttpStatusCode.OK, "1") or (HttpStatusCode.Conflict, _), answer.ToString()));
        Assert.Equal(1, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    private static async Task<string> PostAsync(RunningServer server, byte[] body, string key)
    {
        using var answer = await server.Client.SendAsync(
            Some.Post(body, (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
