using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Clients that keep connections open and send little or nothing.</summary>
public sealed class SlowClientTests
{
    [Fact]
    public async Task Connections_above_the_limit_are_closed_until_another_one_ends()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxConnections.Variable] = "2" });
        using var one = await ConnectAsync(server);
        using (var two = await ConnectAsync(server))
        {
            Assert.Contains("200 OK", await GetLiveAsync(one), StringComparison.Ordinal);
            Assert.Contains("200 OK", await GetLiveAsync(two), StringComparison.Ordinal);
            using var three = await ConnectAsync(server);
            Assert.Equal("", await GetLiveAsync(three));
        }

        await Wait.UntilAsync(
            async () =>
            {
                using var next = await ConnectAsync(server);
                return (await GetLiveAsync(next)).Contains("200 OK", StringComparison.Ordinal);
            },
            "No connection was accepted after another one had ended."
        );
    }

    [Fact]
    public async Task Connection_ends_if_headers_do_not_arrive_in_time_and_others_are_served()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.HeaderSeconds.Variable] = "1" });
        var slow = new List<Socket>();
        for (var i = 0; i < 50; i++)
        {
            slow.Add(await ConnectAsync(server));
            await slow[i].SendAsync("POST /api/v1/leads/bulks HTTP/1.1\r\nHost: 127"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await server.Client.PostAsync(TestData.Bulk(TestData.Lead())));
        foreach (var socket in slow)
        {
            var answer = await socket.ReadToEndAsync();
            Assert.True(answer.Length == 0 || answer.Contains("408", StringComparison.Ordinal), answer);
            socket.Dispose();
        }
    }

    [Fact]
    public async Task Body_that_arrives_too_slowly_gets_408_and_nothing_is_stored()
    {
        await using var server = await RunningServer.StartAsync(isPatient: false);
        using var socket = await ConnectAsync(server);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST {Routes.Bulks} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 5000\r\n\r\n{\"leads\": [{"
            ),
            TestContext.Current.CancellationToken
        );
        var answer = await socket.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("/docs/errors/request-timeout", answer, StringComparison.Ordinal);
        Assert.Equal(0, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    private static async Task<Socket> ConnectAsync(RunningServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>The beginning of the response, or an empty string if the connection was closed.</summary>
    private static async Task<string> GetLiveAsync(Socket socket)
    {
        try
        {
            await socket.SendAsync(
                Encoding.ASCII.GetBytes($"GET {Routes.Live} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
                TestContext.Current.CancellationToken
            );
            var buffer = new byte[1024];
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
