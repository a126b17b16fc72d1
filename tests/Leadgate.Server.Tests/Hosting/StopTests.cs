using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>What happens to requests in progress, and to what is only in memory, when the service stops.</summary>
public sealed class StopTests
{
    [Fact]
    [Promise("10.1")]
    public async Task The_last_use_of_a_key_is_stored()
    {
        WebApplication? app = null;
        await using var server = await RunningServer.StartAsync(map: built => app = built);
        var key = await server.CreateKeyAsync("sender", "leads:read");
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.Add(Headers.ApiKey, key.Text);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(await server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken)).LastUsedAt);

        await app!.StopAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(Assert.Single(await server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken)).LastUsedAt);
    }

    [Fact]
    public async Task A_request_in_progress_ends_and_its_bulk_is_acknowledged()
    {
        WebApplication? app = null;
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            store: real => store = new FaultInjectingStore(real) { BlocksBulks = true },
            map: built => app = built
        );
        var posted = server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        var stopped = app!.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopped.IsCompleted);
        store.Unblock();
        Assert.Equal(1, await posted);
        await stopped;
    }

    [Fact]
    [Promise("6.3")]
    public async Task A_body_that_is_still_arriving_is_cut_off_after_the_time_that_is_set_and_nothing_of_it_is_stored()
    {
        WebApplication? app = null;
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.StopSeconds.Variable] = "1" },
            map: built => app = built
        );
        var key = await server.CreateKeyAsync("sender", "leads:write");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST {Routes.Bulks} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                    + $"{Headers.ApiKey}: {key.Text}\r\nContent-Length: 5000\r\n\r\n"
            ),
            TestContext.Current.CancellationToken
        );
        var buffer = new byte[1000];
        var count = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(buffer, 0, count), StringComparison.Ordinal);
        await socket.SendAsync("{\"leads\": [{}, "u8.ToArray(), TestContext.Current.CancellationToken);

        // How long the host waits; without the setting, half a minute.
        Assert.Equal(TimeSpan.FromSeconds(1), app!.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        try
        {
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host reports that it has cut something off.
        }

        Assert.Equal("", await socket.ReadToEndAsync());
        Assert.Null(await server.Store.FindBulkAsync(1, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(server.LogLines, line => line.StartsWith("Error", StringComparison.Ordinal));

        // What was in memory is stored nevertheless.
        Assert.NotNull(Assert.Single(await server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken)).LastUsedAt);
    }

    [Fact]
    [Promise("9.4")]
    public async Task A_node_that_is_about_to_stop_says_so_and_still_answers_until_the_load_balancer_has_had_time()
    {
        WebApplication? app = null;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.StopDelaySeconds.Variable] = "5" },
            time,
            map: built => app = built
        );
        Assert.Equal(HttpStatusCode.OK, await server.Client.GetStatusAsync(Routes.Ready));
        var stopped = app!.StopAsync(TestContext.Current.CancellationToken);
        using var ready = await server.Client.GetAsync(Routes.Ready, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("""{"store":"ok","stopping":"unavailable"}""", (await ready.JsonAsync()).GetProperty("checks").GetRawText());
        Assert.Equal(HttpStatusCode.OK, await server.Client.GetStatusAsync(Routes.Live));
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, await server.Client.PostAsync(TestData.Bulk(TestData.Lead())));
        Assert.False(stopped.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await stopped;
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.GetStatusAsync(Routes.Live));
    }

    [Fact]
    public async Task A_stop_does_not_fail_if_the_database_is_gone()
    {
        WebApplication? app = null;
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            store: real => store = new FaultInjectingStore(real),
            map: built => app = built
        );
        var key = await server.CreateKeyAsync("sender");
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.Add(Headers.ApiKey, key.Text);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        store!.Failure = new StoreUnavailableException("gone");
        await app!.StopAsync(TestContext.Current.CancellationToken);
        Assert.Contains(server.LogLines, line => line.Contains("Failed to store when API keys were last used", StringComparison.Ordinal));
    }
}
