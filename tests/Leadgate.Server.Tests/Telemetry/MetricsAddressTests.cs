using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>What the metrics address serves, and what the other addresses don't.</summary>
public sealed class MetricsAddressTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _metrics = new();
    private ServiceProcess _service = null!;

    public async ValueTask InitializeAsync()
    {
        // A metrics address on all interfaces must not end keyless access on loopback.
        _service = await ServiceProcess.StartAsync("sqlite:" + _folder.Path("leadgate.db"), ["--metrics-url", "http://*:0"], addresses: 2);
        _metrics.BaseAddress = new Uri($"http://127.0.0.1:{_service.Addresses[1].Port}");
    }

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Metrics_address_serves_metrics_and_health_checks_only()
    {
        // The check of the store takes at most two seconds, which a busy machine may take for nothing.
        foreach (var path in (string[])["/metrics", Routes.Live, Routes.Ready])
            await Wait.UntilAsync(async () => await _metrics.GetStatusAsync(path) == HttpStatusCode.OK, $"{path} is not served.");

        foreach (
            var path in (string[])
                [
                    "/",
                    Routes.Docs,
                    Routes.Docs + "/",
                    Routes.OpenApi,
                    Routes.Lists,
                    Routes.Lists + "/CITY",
                    Routes.Bulks,
                    Routes.Bulks + "/1",
                    Routes.Keys,
                    "/nothing",
                ]
        )
        {
            // The Host header of the other address makes no difference.
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = _service.Addresses[0].Authority } };
            using var answer = await _metrics.SendAsync(request, TestContext.Current.CancellationToken);
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
        }

        using var post = await _metrics.SendAsync(TestData.Post(TestData.Bulk(TestData.Lead())), TestContext.Current.CancellationToken);
        await post.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
    }

    [Fact]
    public async Task Other_addresses_do_not_serve_metrics_for_any_host()
    {
        string?[] hosts = [null, _metrics.BaseAddress!.Authority, $"localhost:{_metrics.BaseAddress.Port}"];
        foreach (
            var (path, host) in ((string[])["/metrics", "/METRICS", "/metrics/"]).SelectMany(path => hosts.Select(host => (path, host)))
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            request.Headers.Add("X-Forwarded-Port", $"{_metrics.BaseAddress.Port}");
            using var answer = await _service.Client.SendAsync(request, TestContext.Current.CancellationToken);
            await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
        }
    }

    [Fact]
    [Promise("10.2")]
    public async Task Metrics_address_does_not_affect_keyless_access() =>
        Assert.Equal(1, await _service.Client.PostAsync(TestData.Bulk(TestData.Lead())));
}
