using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Access;

/// <summary>How much an API key may send.</summary>
[Promise("10.4")]
public sealed class RateLimitTests
{
    private const string StoredPolicy = ", \"stored-bytes\";q=1073741824;w=60";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Requests_beyond_the_limit_are_429_until_the_time_in_Retry_After()
    {
        await using var server = await StartAsync(requests: 3, leads: 1000);
        var (one, two) = (await CreateKeyAsync(server, "one"), await CreateKeyAsync(server, "two"));
        for (var left = 2; left >= 0; left--)
        {
            using var good = await GetAsync(server, one);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
            Assert.Equal($"\"requests\";q=3;w=60, \"leads\";q=1000;w=60{StoredPolicy}", Header(good, Headers.RateLimitPolicy));
            Assert.Equal(
                $"\"requests\";r={left};t={(3 - left) * 20}, \"leads\";r=1000;t=0, \"stored-bytes\";r=1073741824;t=0",
                Header(good, Headers.RateLimit)
            );
        }

        using var refused = await GetAsync(server, one);
        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Contains("3 requests per minute", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter?.Delta);
        using var other = await GetAsync(server, two);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        _time.Advance(TimeSpan.FromSeconds(20));
        using var again = await GetAsync(server, one);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Leads_are_counted_once_a_bulk_is_read_and_requests_after_a_large_bulk_have_to_wait()
    {
        await using var server = await StartAsync(requests: 1000, leads: 5);
        var key = await CreateKeyAsync(server, "one");
        using var first = await PostAsync(server, key, 4);
        Assert.StartsWith("\"requests\";r=999;t=1, \"leads\";r=1;t=48, ", Header(first, Headers.RateLimit), StringComparison.Ordinal);
        using var second = await PostAsync(server, key, 4);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));

        using var refused = await PostAsync(server, key, 1);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromSeconds(48), refused.Headers.RetryAfter?.Delta);
        using var reading = await GetAsync(server, key);
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);

        _time.Advance(TimeSpan.FromSeconds(48));
        using var again = await PostAsync(server, key, 1);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    /// <summary>Compressed, these leads are less than a thousandth of what they take on disk.</summary>
    [Fact]
    public async Task What_a_key_adds_to_the_database_is_limited_however_small_its_requests_are()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.StoredMibPerMinute.Variable] = "1" },
            _time
        );
        var (one, two) = (await CreateKeyAsync(server, "one"), await CreateKeyAsync(server, "two"));
        using var checking = await PostEmptyLeadsAsync(server, one, 2000, "?dryRun=true");
        Assert.EndsWith("\"stored-bytes\";r=1048576;t=0", Header(checking, Headers.RateLimit), StringComparison.Ordinal);
        using var storing = await PostEmptyLeadsAsync(server, one, 2000);
        Assert.Contains("\"stored-bytes\";r=0;", Header(storing, Headers.RateLimit), StringComparison.Ordinal);

        using var refused = await PostEmptyLeadsAsync(server, one, 1);
        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Contains("1 MiB per minute", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var other = await PostEmptyLeadsAsync(server, two, 1);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        _time.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        using var again = await PostEmptyLeadsAsync(server, one, 1);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_problem_that_replaces_another_response_has_the_rate_limit_headers_too()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(time: _time, store: real => store = new FaultInjectingStore(real));
        var key = await CreateKeyAsync(server, "one");
        store!.Failure = new StoreUnavailableException("unavailable");
        using var response = await PostAsync(server, key, 1);
        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.NotEmpty(Header(response, Headers.RateLimit));
        Assert.NotEmpty(Header(response, Headers.RateLimitPolicy));
    }

    [Fact]
    public async Task Requests_without_a_key_are_not_counted()
    {
        await using var server = await StartAsync(requests: 1, leads: 1);
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(response.Headers.Contains(Headers.RateLimit));
        }
    }

    private Task<RunningServer> StartAsync(int requests, int leads) =>
        RunningServer.StartAsync(
            new Dictionary<string, string>
            {
                [Setting.RequestsPerMinute.Variable] = $"{requests}",
                [Setting.LeadsPerMinute.Variable] = $"{leads}",
            },
            _time
        );

    private static async Task<string> CreateKeyAsync(RunningServer server, string name) =>
        (await server.CreateKeyAsync(name, "leads:write", "leads:read")).Text;

    private static Task<HttpResponseMessage> GetAsync(RunningServer server, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists) { Headers = { { Headers.ApiKey, key } } };
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string key, int leads) =>
        server.Client.SendAsync(
            TestData.Post(TestData.Bulk(Enumerable.Repeat(TestData.Lead(), leads)), (Headers.ApiKey, key)),
            TestContext.Current.CancellationToken
        );

    private static Task<HttpResponseMessage> PostEmptyLeadsAsync(RunningServer server, string key, int leads, string query = "")
    {
        var body = $$"""{"leads":[{{string.Join(',', Enumerable.Repeat("{}", leads))}}]}""";
        var request = TestData.PostTo(Routes.Bulks + query, body, (Headers.ApiKey, key));
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
