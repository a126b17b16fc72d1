using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Access;

/// <summary>Keys that are not let in, each told why; and orders for keys that cannot be.</summary>
public sealed class KeyFaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
    private RunningServer _server = null!;
    private CreateKeyOutcome.Created _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(time: _time);
        _admin = await IssueAsync(_server, "boss", null, "admin");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("secret", "no key of this service")]
    [InlineData("Basic bGVhZDpnYXRl", "no key of this service")]
    [InlineData("Bearer leadgate_test_short", "mistyped or cut off")]
    [InlineData("Bearer ", "Show a key")]
    [Promise("10.2")]
    public async Task What_is_no_key_is_told_so(string authorization, string told) =>
        Assert.Contains(told, await DetailAsync(authorization), StringComparison.Ordinal);

    [Fact]
    [Promise("10.2")]
    public async Task An_unknown_a_foreign_and_a_mistyped_key_are_told_apart()
    {
        Assert.Contains("does not know it", await DetailAsync("Bearer " + ApiKeyToken.Generate("TEST")), StringComparison.Ordinal);
        Assert.Contains(
            "another environment; this one is TEST",
            await DetailAsync("Bearer " + ApiKeyToken.Generate("PROD")),
            StringComparison.Ordinal
        );
        Assert.Contains("mistyped or cut off", await DetailAsync("Bearer " + _admin.Text[..^1]), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.1")]
    public async Task A_key_expires_at_its_moment()
    {
        var ends = _time.GetUtcNow().AddDays(1);
        var brief = await IssueAsync(_server, "short", ends, "leads:read");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(brief.Text));
        _time.SetUtcNow(ends.AddMilliseconds(-1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(brief.Text));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("has expired", await DetailAsync("Bearer " + brief.Text), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.1")]
    public async Task The_last_use_of_a_key_is_written_down_within_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_admin.Text));
        var used = _time.GetUtcNow().UtcDateTime;
        await Until.TrueAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(30));
                return (await _server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken))[0].LastUsedAt == used;
            },
            "The use was not written down."
        );
    }

    [Fact]
    [Promise("10.1")]
    public async Task Two_headers_may_show_one_key_but_not_two()
    {
        var other = await IssueAsync(_server, "other", null, "leads:read");
        Assert.Equal(HttpStatusCode.OK, await TwoAsync(_admin.Text, _admin.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await TwoAsync(_admin.Text, other.Text));

        async Task<HttpStatusCode> TwoAsync(string bearer, string plain)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
            request.Headers.Authorization = new AuthenticationHeaderValue("bearer", bearer);
            request.Headers.Add(Headers.ApiKey, plain);
            using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("""{"name": "", "scopes": []}""", "invalid-parameter")]
    [InlineData("""{"scopes": []}""", "invalid-parameter")]
    [InlineData("""{"name": " x"}""", "invalid-parameter")]
    [InlineData("""{"name": "Anonymous"}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "scopes": ["leads"]}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "expiresAt": "2020-01-01T00:00:00Z"}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "requestsPerMinute": 0}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "leadsPerMinute": -1}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "expiresAt": "tomorrow"}""", "not-json")]
    [InlineData("""{"name": 5}""", "not-json")]
    [InlineData("null", "invalid-parameter")]
    [InlineData("", "not-json")]
    [Promise("10.1")]
    public async Task A_key_that_cannot_be_is_not_made(string order, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Keys)
        {
            Content = new StringContent(order, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _admin.Text);
        using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, type);
        Assert.Single(await _server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("POST", "text/plain")]
    [InlineData("POST", "application/x-www-form-urlencoded")]
    [InlineData("PATCH", "text/plain")]
    [InlineData("PATCH", "application/json; charset=utf-16")]
    public async Task An_order_that_is_not_said_to_be_json_is_415(string method, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "POST" ? Routes.Keys : $"{Routes.Keys}/1")
        {
            Content = new StringContent("""{"name": "x", "leadsPerMinute": 5}"""),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _admin.Text);
        using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Null(Assert.Single(await _server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken)).LeadsPerMinute);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("x")]
    [Promise("10.1")]
    public async Task A_key_that_is_not_there_cannot_be_revoked(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Routes.Keys}/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _admin.Text);
        using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "key-not-found");
    }

    [Fact]
    [Promise("9.5")]
    public async Task Keys_never_reach_the_log_or_the_list_of_keys()
    {
        await DetailAsync("Bearer " + _admin.Text[..^1]);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Keys);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _admin.Text);
        using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var secret = _admin.Text[(_admin.Key.Hint.Length + 1)..];
        Assert.DoesNotContain(
            secret,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_server.LogLines, line => line.Contains(secret[..10], StringComparison.Ordinal));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private static Task<CreateKeyOutcome.Created> IssueAsync(
        RunningServer server,
        string name,
        DateTimeOffset? expires,
        params string[] scopes
    ) =>
        server.CreateKeyAsync(
            new CreateApiKeyRequest
            {
                Name = name,
                Scopes = scopes,
                ExpiresAt = expires,
            }
        );

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<string> DetailAsync(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized")).GetProperty("detail").GetString()!;
    }
}
