using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Intake;
using Leadgate.Server.Http;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Http;

/// <summary>Clients that read little or nothing of a large response.</summary>
[Promise("10.4")]
public sealed class SlowReaderTests
{
    private static readonly string ManyErrors = $$"""{"leads":[{{string.Join(',', Enumerable.Repeat("{}", 5000))}}]}""";

    [Theory]
    [InlineData("", "handling=strict", null, "422")]
    [InlineData("", "return=representation", null, "200")]
    [InlineData("?dryRun=true", "", "br", "200")]
    public async Task Client_that_reads_nothing_is_cut_off_and_its_leads_leave_the_memory(
        string query,
        string prefer,
        string? coding,
        string status
    )
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.StartAsync(time: time);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port), TestContext.Current.CancellationToken);
        var head =
            $"POST {Routes.Bulks}{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nPrefer: {prefer}\r\n"
            + (coding is null ? "" : $"Accept-Encoding: {coding}\r\n")
            + $"Content-Length: {ManyErrors.Length}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head + ManyErrors), TestContext.Current.CancellationToken);
        var start = new byte[12];
        await socket.ReceiveAsync(start, TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 " + status, Encoding.ASCII.GetString(start));
        Assert.True(server.Admission.ReservedBytes > 5000 * ValidatedBulk.BytesPerLead, "The leads are not counted while they are sent.");

        await WaitForCutAsync(server, time);
        await socket.ReadToEndAsync();
    }

    [Fact]
    [Promise("12.6")]
    public async Task Export_that_nobody_takes_is_cut_off()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.StartAsync(time: time);
        var lead = $"{{\"leadNote\":\"{new string('x', 3900)}\"}}";
        for (var bulk = 0; bulk < 3; bulk++)
            await server.Client.PostAsync($"{{\"leads\":[{string.Join(',', Enumerable.Repeat(lead, 900))}]}}");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port), TestContext.Current.CancellationToken);
        var head = $"GET {Routes.LeadExport}?format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        var start = new byte[12];
        await socket.ReceiveAsync(start, TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 200", Encoding.ASCII.GetString(start));
        await Wait.UntilAsync(
            () =>
            {
                time.Advance(SlowReaders.Patience / 4);
                return Task.FromResult(server.LogLines.Any(line => line.Contains("A response was cut off", StringComparison.Ordinal)));
            },
            "The export is still waiting for its reader."
        );
        await socket.ReadToEndAsync();
    }

    [Fact]
    public async Task Stream_of_HTTP_2_whose_window_stays_closed_is_cut_off_and_others_on_the_connection_go_on()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.StartAsync(
            time: time,
            change: builder =>
                builder.WebHost.ConfigureKestrel(kestrel =>
                    kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2)
                )
        );
        server.Client.DefaultRequestVersion = HttpVersion.Version20;
        server.Client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var request = TestData.Post(ManyErrors, (Headers.Prefer, "handling=strict"));
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var response = await server.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        await WaitForCutAsync(server, time);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var live = await server.Client.GetAsync(Routes.Live, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    /// <summary>The server measures time itself, so that a test of its rate would have to wait for seconds.</summary>
    [Fact]
    public async Task The_server_demands_a_rate_at_which_a_large_response_ends_within_the_hour()
    {
        KestrelServerOptions? kestrel = null;
        await using var server = await RunningServer.StartAsync(
            map: app => kestrel = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value,
            isPatient: false
        );
        Assert.Equal(SlowReaders.MinRate, kestrel!.Limits.MinResponseDataRate);
        Assert.InRange(42e6 / SlowReaders.MinRate.BytesPerSecond, 0, 3600);
    }

    private static async Task WaitForCutAsync(RunningServer server, FakeTimeProvider time)
    {
        await Wait.UntilAsync(
            () =>
            {
                time.Advance(SlowReaders.Patience / 4);
                return Task.FromResult(server.Admission.ReservedBytes == 0);
            },
            "The response is still waiting for its reader."
        );
        Assert.Contains(server.LogLines, line => line.Contains("A response was cut off", StringComparison.Ordinal));
    }
}
