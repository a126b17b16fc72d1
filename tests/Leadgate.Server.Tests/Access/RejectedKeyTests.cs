using System.Globalization;
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

/// <summary>API keys that are rejected, each with its reason.</summary>
public sealed class RejectedKeyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
    private RunningServer _server = null!;
    private CreateKeyOutcome.Created _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(time: _time);
        _admin = await CreateKeyAsync(_server, "boss", null, "admin");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    [Promise("10.2")]
    public async Task A_text_that_is_not_a_key_is_rejected_with_the_reason()
    {
        (string, string)[] texts =
        [
            ("secret", "not a Leadgate key"),
            ("Basic bGVhZDpnYXRl", "not a Leadgate key"),
            ("Bearer leadgate_test_short", "mistyped or incomplete"),
            ("Bearer ", "Send an API key"),
        ];
        foreach (var (authorization, reason) in texts)
        {
            var detail = await DetailAsync(authorization);
            Assert.True(detail.Contains(reason, StringComparison.Ordinal), $"\"{authorization}\" is rejected with: {detail}");
        }
    }

    [Fact]
    [Promise("10.2")]
    public async Task Unknown_foreign_and_mistyped_keys_are_rejected_with_different_reasons()
    {
        Assert.Contains("has no such key", await DetailAsync("Bearer " + ApiKeyToken.Generate("TEST")), StringComparison.Ordinal);
        Assert.Contains(
            "another environment. This service runs in TEST",
            await DetailAsync("Bearer " + ApiKeyToken.Generate("PROD")),
            StringComparison.Ordinal
        );
        Assert.Contains("mistyped or incomplete", await DetailAsync("Bearer " + _admin.Text[..^1]), StringComparison.Ordinal);
    }

    /// <summary>A client that gets <c>invalid_token</c> renews its key; one that gets no error sent none (RFC 6750 section 3.1).</summary>
    [Fact]
    [Promise("10.2")]
    public async Task The_challenge_names_the_error_of_a_bad_key_and_none_if_there_is_no_key()
    {
        const string NoKey = "Bearer realm=\"leadgate\"";
        const string BadKey = NoKey + ", error=\"invalid_token\"";
        var ends = _time.GetUtcNow().AddDays(1);
        var (expired, revoked) = (
            await CreateKeyAsync(_server, "expired", ends, "leads:read"),
            await CreateKeyAsync(_server, "revoked", null, "leads:read")
        );
        using var revocation = await _server.Client.SendAsync(_admin.Text, HttpMethod.Delete, $"{Routes.Keys}/{revoked.Key.Id}");
        Assert.Equal(HttpStatusCode.NoContent, revocation.StatusCode);
        _time.SetUtcNow(ends);
        string[] bad =
        [
            ApiKeyToken.Generate("TEST"),
            ApiKeyToken.Generate("PROD"),
            expired.Text,
            revoked.Text,
            _admin.Text[..^1],
            "leadgate_test_short",
            "secret",
        ];
        foreach (var key in bad)
        {
            Assert.Equal(BadKey, await ChallengeAsync(("Authorization", "Bearer " + key)));
            Assert.Equal(BadKey, await ChallengeAsync((Headers.ApiKey, key)));
        }

        Assert.Equal(NoKey, await ChallengeAsync());
        Assert.Equal(NoKey, await ChallengeAsync(("Authorization", "Bearer ")));
        Assert.Equal(
            NoKey + ", error=\"invalid_request\"",
            await ChallengeAsync(("Authorization", "Bearer " + _admin.Text), (Headers.ApiKey, expired.Text))
        );
    }

    /// <summary>It is noon in Riyadh, and the day ends there at 21:00 UTC.</summary>
    [Fact]
    [Promise("10.1")]
    public async Task A_date_is_the_last_day_of_a_key_and_ends_at_midnight_in_the_company_s_time_zone()
    {
        var today = await _server.CreateKeyAsync(new CreateApiKeyRequest { Name = "today", ExpiresAt = "2026-03-09" });
        Assert.Equal(new DateTime(2026, 3, 9, 21, 0, 0), today.Key.ExpiresAt);
        _time.SetUtcNow(new DateTimeOffset(2026, 3, 9, 20, 59, 59, 999, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(today.Text));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(today.Text));
    }

    [Fact]
    [Promise("10.1")]
    public async Task A_key_expires_at_its_exact_time()
    {
        var ends = _time.GetUtcNow().AddDays(1);
        var expiring = await CreateKeyAsync(_server, "short", ends, "leads:read");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(expiring.Text));
        _time.SetUtcNow(ends.AddMilliseconds(-1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(expiring.Text));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("has expired", await DetailAsync("Bearer " + expiring.Text), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.1")]
    public async Task The_last_use_of_a_key_is_stored_within_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_admin.Text));
        var used = _time.GetUtcNow().UtcDateTime;
        await Wait.UntilAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(30));
                return (await _server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken))[0].LastUsedAt == used;
            },
            "The use was not stored."
        );
    }

    [Fact]
    [Promise("10.1")]
    public async Task Two_headers_may_hold_the_same_key_but_not_different_ones()
    {
        var other = await CreateKeyAsync(_server, "other", null, "leads:read");
        Assert.Equal(HttpStatusCode.OK, await SendBothAsync(_admin.Text, _admin.Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendBothAsync(_admin.Text, other.Text));

        async Task<HttpStatusCode> SendBothAsync(string bearer, string plain)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
            request.Headers.Authorization = new AuthenticationHeaderValue("bearer", bearer);
            request.Headers.Add(Headers.ApiKey, plain);
            using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Fact]
    [Promise("10.1")]
    public async Task A_name_means_the_key_that_is_valid_and_may_have_a_slash()
    {
        var ends = _time.GetUtcNow().AddDays(1);
        await CreateKeyAsync(_server, "dup", ends, "leads:read");
        var renewed = await CreateKeyAsync(_server, "dup", null, "leads:read");
        var slash = await CreateKeyAsync(_server, "a/b", null, "leads:read");
        _time.SetUtcNow(ends);
        foreach (var (name, key) in ((string, CreateKeyOutcome.Created)[])[("dup", renewed), ("a%2Fb", slash)])
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(key.Text));
            using var response = await _server.Client.SendAsync(_admin.Text, HttpMethod.Delete, $"{Routes.Keys}/{name}");
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key.Text));
        }
    }

    [Fact]
    [Promise("10.5")]
    public async Task Keys_appear_neither_in_the_log_nor_in_the_list_of_keys()
    {
        await DetailAsync("Bearer " + _admin.Text[..^1]);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Keys);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _admin.Text);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var secret = _admin.Text[(_admin.Key.Hint.Length + 1)..];
        Assert.DoesNotContain(
            secret,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_server.LogLines, line => line.Contains(secret[..10], StringComparison.Ordinal));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    private static Task<CreateKeyOutcome.Created> CreateKeyAsync(
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
                ExpiresAt = expires?.ToString("O", CultureInfo.InvariantCulture),
            }
        );

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<string> DetailAsync(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized")).GetProperty("detail").GetString()!;
    }

    private async Task<string> ChallengeAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        return response.Headers.GetValues("WWW-Authenticate").Single();
    }
}
