using System.Diagnostics;
using System.Net.Sockets;

namespace Leadgate.Bench.Overload;

/// <summary>
/// Connections of which each sends its next request as soon as it has the response to the previous one, whatever that is. Unlike
/// <see cref="LoadGenerator"/>, it may be rejected.
/// </summary>
internal sealed class ClosedLoop(Uri server, int connections)
{
    /// <param name="request">Creates the request with a number.</param>
    /// <param name="stop">Ends the loop after the responses that are outstanding.</param>
    public async Task<ClosedLoopResult> RunAsync(Func<int, WireRequest> request, CancellationToken stop)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync, CancellationToken.None)));
        var all = results.SelectMany(one => one).ToList();
        return new ClosedLoopResult(
            clock.Elapsed.TotalSeconds,
            [.. all.Where(one => one.Status == 200).Select(one => one.Seconds).Order()],
            all.Count(one => one.Status is 503 or 0),
            all.Count(one => one.Status == 429),
            all.Count(one => one.Status is not (200 or 503 or 429 or 0))
        );

        async Task<List<(int Status, double Seconds)>> SendAsync()
        {
            var sent = new List<(int Status, double Seconds)>();
            WireConnection? open = null;
            while (!stop.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                var status = 0;
                try
                {
                    if (open is null)
                        await (open = new WireConnection()).ConnectAsync(server, CancellationToken.None);
                    status = (await open.SendAsync(request(Interlocked.Increment(ref next)), CancellationToken.None)).Status;
                }
                catch (Exception e) when (e is IOException or SocketException)
                {
                    // The server closes a connection whose large body it rejects; the next request opens another one.
                    open?.Dispose();
                    open = null;
                }

                sent.Add((status, Stopwatch.GetElapsedTime(start).TotalSeconds));
            }

            open?.Dispose();
            return sent;
        }
    }
}
