using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;

namespace Leadgate.Bench.Overload;

/// <summary>
/// Clients that keep connections open and send little or nothing, in equal parts. A client reconnects immediately when its connection is
/// closed, so that their number is constant.
/// </summary>
internal sealed class SlowClients(Uri server, int count, byte[] body, string key)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly SlowKind[] Kinds =
    [
        new("connected, nothing sent", IsHead: true, BytesEach: 0),
        new("half of the headers, a byte per second", IsHead: true, BytesEach: 1),
        new("a body at 100 bytes per second", IsHead: false, BytesEach: 100),
        new("a body at 400 bytes per second", IsHead: false, BytesEach: 400),
    ];

    private readonly ConcurrentDictionary<(string, string), int> _ended = new();
    private readonly ConcurrentDictionary<string, int> _open = new();
    private int _acknowledged;

    /// <summary>The number of leads in a body.</summary>
    public const int LeadsPerBody = 2;

    /// <summary>Keeps the clients connected until cancellation.</summary>
    public async Task<SlowClientResult> RunAsync(CancellationToken stop)
    {
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => KeepConnectedAsync(Kinds[i % Kinds.Length], stop)));
        return new SlowClientResult(_open, _ended, _acknowledged);
    }

    private async Task KeepConnectedAsync(SlowKind kind, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            var end = "reset";
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), stop);
                end = await SendSlowlyAsync(socket, kind, stop);
                if (end == "200")
                    Interlocked.Increment(ref _acknowledged);
            }
            catch (SocketException)
            {
                // Closed by the server; counted like other ends.
            }
            catch (OperationCanceledException)
            {
                _open.AddOrUpdate(kind.Name, 1, (_, now) => now + 1);
                return;
            }

            _ended.AddOrUpdate((kind.Name, end), 1, (_, now) => now + 1);
        }
    }

    /// <summary>Sends slowly until there is a response, and returns its status or how the connection ended.</summary>
    private async Task<string> SendSlowlyAsync(Socket socket, SlowKind kind, CancellationToken stop)
    {
        var response = GetResponseAsync(socket, stop);
        var rest = kind.IsHead ? "X-Slow: " : $"Content-Length: {body.Length}\r\n\r\n";
        var head = Encoding.ASCII.GetBytes(
            $"POST {Routes.Bulks} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n"
                + $"Authorization: Bearer {key}\r\n{rest}"
        );
        if (kind.BytesEach > 0)
            await socket.SendAsync(head, stop);
        for (var sent = 0; !response.IsCompleted; sent += kind.BytesEach)
        {
            await Task.WhenAny(response, Task.Delay(Pause, stop));
            stop.ThrowIfCancellationRequested();
            var next = body.AsMemory(Math.Min(sent, body.Length), Math.Min(kind.BytesEach, body.Length - Math.Min(sent, body.Length)));
            if (!response.IsCompleted && next.Length > 0)
                await socket.SendAsync(kind.IsHead ? "x"u8.ToArray() : next, stop);
        }

        return await response;
    }

    private static async Task<string> GetResponseAsync(Socket socket, CancellationToken stop)
    {
        var buffer = new byte[4096];
        try
        {
            var filled = await socket.ReceiveAsync(buffer, stop);
            return filled > 12 ? Encoding.ASCII.GetString(buffer, 9, 3) : "closed";
        }
        catch (SocketException)
        {
            return "reset";
        }
    }

    private sealed record SlowKind(string Name, bool IsHead, int BytesEach);
}
