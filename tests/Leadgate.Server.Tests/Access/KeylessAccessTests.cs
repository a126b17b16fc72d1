using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>When the service requires no API key, and what ends that.</summary>
[Promise("10.2")]
public sealed class KeylessAccessTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task A_test_service_on_loopback_without_keys_requires_none_and_logs_a_warning()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(1, await server.Client.PostAsync(TestData.Bulk(TestData.Lead())));
        Assert.Contains(
            server.LogLines,
            line =>
                line.StartsWith("Warning", StringComparison.Ordinal)
                && line.Contains("No API key is required for requests from this machine", StringComparison.Ordinal)
                && line.Contains("To require keys, run ./leadgate keys create", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "leads.example.com")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("x-forwarded-prefix", "/leads")]
    [InlineData("X-Forwarded", "for=127.0.0.1")]
    [InlineData("X-Client-IP", "127.0.0.1")]
    [InlineData("CF-Connecting-IP", "127.0.0.1")]
    [InlineData("True-Client-IP", "127.0.0.1")]
    [InlineData("X-Envoy-External-Address", "127.0.0.1")]
    [InlineData("X-Original-For", "127.0.0.1:5000")]
    [InlineData("X-Original-Proto", "http")]
    [InlineData("X-Cluster-Client-IP", "127.0.0.1")]
    [InlineData("X-ProxyUser-IP", "127.0.0.1")]
    [InlineData("Fastly-Client-IP", "127.0.0.1")]
    [InlineData("Fly-Client-IP", "127.0.0.1")]
    [InlineData("X-Azure-ClientIP", "127.0.0.1")]
    [InlineData("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678")]
    [InlineData("CF-Ray", "230b030023ae2822-SJC")]
    [InlineData("CDN-Loop", "cdn.example")]
    [InlineData("X-Varnish", "1234")]
    [InlineData("X-Scheme", "https")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "leads.example.com")]
    [InlineData("Host", "127.0.0.1.example.com")]
    [InlineData("Host", "10.0.0.1")]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_request_from_elsewhere_needs_a_key(string header, string value)
    {
        using var request = TestData.Post(TestData.Bulk(TestData.Lead()), (header, value));
        using var response = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_service_itself_needs_no_key()
    {
        var origin = shared.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var request = TestData.Post(TestData.Bulk(TestData.Lead()), ("Origin", origin), ("Sec-Fetch-Site", "same-origin"));
        using var response = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_address_that_the_user_entered_needs_no_key()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.Add("Sec-Fetch-Site", "none");
        using var response = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_sites_get_no_permission_to_read_or_send()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Routes.Bulks);
        preflight.Headers.Add("Origin", "https://attacker.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var answer = await shared.Client.SendAsync(preflight, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));

        using var socket = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        socket.Headers.Add("Connection", "Upgrade");
        socket.Headers.Add("Upgrade", "websocket");
        socket.Headers.Add("Origin", "https://attacker.example");
        using var refused = await shared.Client.SendAsync(socket, TestContext.Current.CancellationToken);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("trusted_proxies", "192.0.2.1", true)]
    [InlineData("trusted_proxies", "127.0.0.1", true)]
    [InlineData("public_url", "https://leads.example.com", true)]
    [InlineData("public_url", "http://localhost:5080", false)]
    public async Task A_service_whose_settings_name_a_proxy_requires_a_key(string setting, string value, bool requiresKey)
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { ["LEADGATE_" + setting.ToUpperInvariant()] = value }
        );
        using var response = await server.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
        Assert.Equal(requiresKey ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(!requiresKey, server.LogLines.Any(line => line.Contains("No API key is required", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_http_1_0_request_needs_a_key_because_proxies_send_them()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists)
        {
            Version = HttpVersion.Version10,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("environment", "PROD")]
    [InlineData("urls", "http://*:0")]
    [InlineData("urls", "http://0.0.0.0:0")]
    public async Task Production_and_other_addresses_require_a_key_from_the_first_start(string setting, string value)
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { ["LEADGATE_" + setting.ToUpperInvariant()] = value }
        );
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Address.Port}") };
        foreach (var path in (string[])[Routes.Bulks, Routes.Lists, Routes.Keys])
        {
            using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
            await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        }

        foreach (var path in (string[])[Routes.Live, Routes.Ready, Routes.OpenApi])
            Assert.Equal(HttpStatusCode.OK, await client.GetStatusAsync(path));
        Assert.Contains(server.LogLines, line => line.Contains("An API key is required, but none exists", StringComparison.Ordinal));
        Assert.DoesNotContain(server.LogLines, line => line.Contains("No API key is required", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_without_a_key_cannot_create_one()
    {
        using var response = await shared.Client.PostAsync(
            Routes.Keys,
            new StringContent("""{"name": "x"}"""),
            TestContext.Current.CancellationToken
        );
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "missing-scope");
        Assert.StartsWith(
            "This request needs a key with the scope admin",
            problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        Assert.All(
            ["detail", "detailAr"],
            name => Assert.Contains("./leadgate keys create", problem.GetProperty(name).GetString(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_key_is_still_required_after_the_only_one_was_revoked()
    {
        await using var server = await RunningServer.StartAsync();
        var created = await server.Store.CreateKeyAsync("x");
        await server.Store.Keys.RevokeAsync(
            created.Key.Id,
            TimeProvider.System.GetUtcNow().UtcDateTime,
            AuditEvent.FromCommand(AuditActions.KeyRevoke),
            TestContext.Current.CancellationToken
        );
        await using var again = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = server.Database }
        );
        using var response = await again.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }
}
