using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Clients that hold connections and send nothing, or hardly anything, on them.</summary>
public sealed class SlowClientTests
{
    [Fact]
    public async Task Connections_beyond_the_most_are_closed_and_one_that_goes_makes_room()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxConnections.Variable] = "2" });
        using var one = await ConnectAsync(server);
        using (var two = await ConnectAsync(server))
        {
            Assert.Contains("200 OK", await AskAsync(one), StringComparison.Ordinal);
            Assert.Contains("200 OK", await AskAsync(two), StringComparison.Ordinal);
            using var three = await ConnectAsync(server);
            Assert.Equal("", await AskAsync(three));
        }

        await Until.TrueAsync(
            async () =>
            {
                using var next = await ConnectAsync(server);
                return (await AskAsync(next)).Contains("200 OK", StringComparison.Ordinal);
            },
            "A connection that went made no room."
        );
    }

    [Fact]
    public async Task Headers_that_do_not_come_end_the_connection_and_disturb_nobody()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.HeaderSeconds.Variable] = "1" });
        var slow = new List<Socket>();
        for (var i = 0; i < 50; i++)
        {
            slow.Add(await ConnectAsync(server));
            await slow[i].SendAsync("POST /api/v1/leads/bulks HTTP/1.1\r\nHost: 127"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await server.Client.PostAsync(Some.Bulk(Some.Lead())));
        foreach (var socket in slow)
        {
            var answer = await ReadToEndAsync(socket);
            Assert.True(answer.Length == 0 || answer.Contains("408", StringComparison.Ordinal), answer);
            socket.Dispose();
        }
    }

    [Fact]
    public async Task A_body_that_hardly_comes_is_408_and_stores_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await ConnectAsync(server);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST {Routes.Bulks} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{{\"leads\": [{{"
            ),
            TestContext.Current.CancellationToken
        );
        var answer = await ReadToEndAsync(socket);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("urn:leadgate:problem:request-timeout", answer, StringComparison.Ordinal);
        Assert.Equal(0, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    private static async Task<Socket> ConnectAsync(RunningServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>The first of the answer, or nothing when the connection is closed.</summary>
    private static async Task<string> AskAsync(Socket socket)
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

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var all = new StringBuilder();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
                all.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // Reset is an end as well.
        }

        return all.ToString();
    }
}
