using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;

namespace Leadgate.Bench.Overload;

/// <summary>
/// Clients that hold connections and send nothing or hardly anything on them, in equal parts. One whose connection is closed opens the next
/// at once, so that there are always as many.
/// </summary>
internal sealed class SlowClients(Uri server, int count, byte[] body)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly SlowKind[] Kinds =
    [
        new("connected, nothing sent", IsHead: true, BytesEach: 0),
        new("half of the headers, a byte a second", IsHead: true, BytesEach: 1),
        new("a body at 100 bytes a second", IsHead: false, BytesEach: 100),
        new("a body at 400 bytes a second", IsHead: false, BytesEach: 400),
    ];

    private readonly ConcurrentDictionary<(string, string), int> _ended = new();
    private readonly ConcurrentDictionary<string, int> _open = new();
    private int _acknowledged;

    /// <summary>How many leads each of their bodies has.</summary>
    public const int LeadsOfBody = 2;

    /// <summary>Keeps them connected until it is cancelled.</summary>
    /// <param name="stop">Ends it.</param>
    public async Task<SlowClientResult> RunAsync(CancellationToken stop)
    {
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => KeepAsync(Kinds[i % Kinds.Length], stop)));
        return new SlowClientResult(_open, _ended, _acknowledged);
    }

    private async Task KeepAsync(SlowKind kind, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            var end = "reset";
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), stop);
                end = await StayAsync(socket, kind, stop);
                if (end == "200")
                    Interlocked.Increment(ref _acknowledged);
            }
            catch (SocketException)
            {
                // Closed under its hands, which is counted as an end like others.
            }
            catch (OperationCanceledException)
            {
                _open.AddOrUpdate(kind.Name, 1, (_, now) => now + 1);
                return;
            }

            _ended.AddOrUpdate((kind.Name, end), 1, (_, now) => now + 1);
        }
    }

    /// <summary>Sends little until there is an answer.</summary>
    /// <returns>Its status, or that there was none.</returns>
    private async Task<string> StayAsync(Socket socket, SlowKind kind, CancellationToken stop)
    {
        var answer = AnswerAsync(socket, stop);
        var head = Encoding.ASCII.GetBytes(
            $"POST {Routes.Bulks} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n{(kind.IsHead ? "X-Slow: " : $"Content-Length: {body.Length}\r\n\r\n")}"
        );
        if (kind.BytesEach > 0)
            await socket.SendAsync(head, stop);
        for (var sent = 0; !answer.IsCompleted; sent += kind.BytesEach)
        {
            await Task.WhenAny(answer, Task.Delay(Pause, stop));
            stop.ThrowIfCancellationRequested();
            var next = body.AsMemory(Math.Min(sent, body.Length), Math.Min(kind.BytesEach, body.Length - Math.Min(sent, body.Length)));
            if (!answer.IsCompleted && next.Length > 0)
                await socket.SendAsync(kind.IsHead ? "x"u8.ToArray() : next, stop);
        }

        return await answer;
    }

    private static async Task<string> AnswerAsync(Socket socket, CancellationToken stop)
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
