using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Whose headers say where a request came from. The tests connect from 127.0.0.1.</summary>
public sealed class TrustedProxyTests
{
    private const string Echo = "/test/sender";

    [Fact]
    public async Task Headers_of_trusted_proxies_name_the_sender()
    {
        await using var server = await StartAsync("127.0.0.1; 10.0.0.0/24, 2001:db8:1::/48");
        await AssertSenderAsync(server, "203.0.113.7 http", ("X-Forwarded-For", "203.0.113.7"));
        await AssertSenderAsync(server, "203.0.113.7 https", ("X-Forwarded-For", "203.0.113.7:4711"), ("X-Forwarded-Proto", "https"));
        await AssertSenderAsync(server, "2001:db8::7 http", ("X-Forwarded-For", "2001:db8::7"));
        await AssertSenderAsync(server, "2001:db8::7 http", ("X-Forwarded-For", "\"[2001:db8::7]:4711\""));
        await AssertSenderAsync(server, "203.0.113.7 http", ("X-Forwarded-For", "::ffff:203.0.113.7"));

        // Several proxies, each of which adds the address that it sees. What the sender wrote itself comes first and does not count.
        await AssertSenderAsync(server, "203.0.113.7 http", ("X-Forwarded-For", "203.0.113.7, 10.0.0.5, 2001:db8:1::5"));
        await AssertSenderAsync(server, "203.0.113.7 http", ("X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.0.0.5"));
        await AssertSenderAsync(server, "203.0.113.7 http", ("X-Forwarded-For", "127.0.0.1, 203.0.113.7"));
        await AssertSenderAsync(server, "10.0.1.5 http", ("X-Forwarded-For", "203.0.113.7, 10.0.1.5"));
    }

    [Fact]
    public async Task Anything_but_an_address_changes_nothing()
    {
        await using var server = await StartAsync("127.0.0.1");
        await AssertSenderAsync(server, "127.0.0.1 http");
        await AssertSenderAsync(server, "127.0.0.1 http", ("X-Forwarded-For", "unknown"));
        await AssertSenderAsync(server, "127.0.0.1 http", ("X-Forwarded-For", "203.0.113.7, unknown"));
        await AssertSenderAsync(server, "127.0.0.1 http", ("Forwarded", "for=203.0.113.7"), ("X-Real-IP", "203.0.113.7"));

        // The host comes from LEADGATE_PUBLIC_URL, never from a header that a proxy may pass on from the sender.
        var host = await GetAsync(server, "/test/host", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Host", "attacker.example"));
        Assert.Equal(server.Address.Authority, host);
    }

    [Theory]
    [InlineData("")]
    [InlineData("192.0.2.1")]
    [InlineData("::1")]
    public async Task Headers_of_others_are_ignored(string trusted)
    {
        await using var server = await StartAsync(trusted);
        await AssertSenderAsync(server, "127.0.0.1 http", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));
    }

    [Fact]
    public async Task The_variable_of_the_framework_that_trusts_everybody_has_no_effect()
    {
        await using var server = await StartAsync("", builder => builder.Configuration["FORWARDEDHEADERS_ENABLED"] = "true");
        await AssertSenderAsync(server, "127.0.0.1 http", ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));
    }

    [Fact]
    public async Task Senders_behind_one_proxy_are_throttled_apart()
    {
        await using var server = await StartAsync("127.0.0.1", time: new FakeTimeProvider());
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        using var attacker = new StaffBrowser(server);
        attacker.Headers.Add("X-Forwarded-For", "203.0.113.7");
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await attacker.SignInAsync($"name{i}", "wrong")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await attacker.SignInAsync("reem")).Status);
        using var neighbor = new StaffBrowser(server);
        neighbor.Headers.Add("X-Forwarded-For", "203.0.113.8");
        Assert.Equal(HttpStatusCode.SeeOther, (await neighbor.SignInAsync("reem")).Status);
        var entries = await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        Assert.Equal("203.0.113.8", entries[^1].Event.Origin);
    }

    [Fact]
    public async Task Scheme_of_the_sender_decides_whether_cookies_are_secure()
    {
        await using var server = await StartAsync("127.0.0.1");
        foreach (var (scheme, isSecure) in ((string, bool)[])[("https", true), ("http", false)])
            Assert.Equal(isSecure, (await GetCookieAsync(server, scheme)).Contains("; secure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.0/24", true)]
    [InlineData(" 10.0.0.1 ;; ::1, fd00::/8 ", true)]
    [InlineData("", true)]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("::/0", false)]
    [InlineData("10.0.0.1/24", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.1", false)]
    [InlineData("010.0.0.1", false)]
    [InlineData("proxy.example.com", false)]
    [InlineData("127.0.0.1:80", false)]
    public void Setting_takes_addresses_and_networks(string text, bool isValid) =>
        Assert.Equal(isValid, TrustedProxies.TryParse(text, out _));

    private static Task<RunningServer> StartAsync(
        string trusted,
        Action<WebApplicationBuilder>? change = null,
        TimeProvider? time = null
    ) =>
        RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.TrustedProxies.Variable] = trusted },
            time: time,
            change: change,
            map: app =>
            {
                app.MapGet(Echo, (HttpContext http) => $"{http.ClientAddress()} {http.Request.Scheme}");
                app.MapGet("/test/host", (HttpContext http) => http.Request.Host.Value);
            }
        );

    private static async Task AssertSenderAsync(RunningServer server, string expected, params (string Name, string Value)[] headers) =>
        Assert.Equal(expected, await GetAsync(server, Echo, headers));

    private static async Task<string> GetAsync(RunningServer server, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> GetCookieAsync(RunningServer server, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.StaffSignIn);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return Assert.Single(response.Headers.GetValues("Set-Cookie"));
    }
}
