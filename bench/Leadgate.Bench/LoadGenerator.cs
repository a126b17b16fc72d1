using System.Diagnostics;

namespace Leadgate.Bench;

/// <summary>
/// Sends requests over a number of connections in a closed loop: each connection sends its next request once it has the response to
/// the previous one, so the server sets the rate.
/// </summary>
internal sealed class LoadGenerator(Uri server, int connections)
{
    public Uri Server => server;

    /// <summary>Sends requests until all of them are answered or the time is up.</summary>
    /// <param name="limit">After this time, no further request is sent.</param>
    /// <param name="request">Creates the request with a number.</param>
    /// <param name="check">Throws if a response is not as expected.</param>
    public async Task<LoadResult> RunAsync(
        int count,
        TimeSpan limit,
        Func<int, WireRequest> request,
        Action<WireResponse> check,
        CancellationToken cancellation
    )
    {
        var waits = new double[count];
        var next = -1;
        var open = new WireConnection[Math.Min(connections, count)];
        try
        {
            for (var i = 0; i < open.Length; i++)
                await (open[i] = new WireConnection()).ConnectAsync(server, cancellation);
            GC.Collect();
            var clock = Stopwatch.StartNew();
            var responses = await Task.WhenAll(open.Select(connection => Task.Run(() => SendAsync(connection, clock), cancellation)));
            var seconds = clock.Elapsed.TotalSeconds;
            var sent = responses.Sum();
            return new LoadResult(sent, seconds, [.. waits.Take(sent).Order()]);
        }
        finally
        {
            foreach (var connection in open)
                connection?.Dispose();
        }

        async Task<int> SendAsync(WireConnection connection, Stopwatch clock)
        {
            var answered = 0;
            while (clock.Elapsed < limit)
            {
                var number = Interlocked.Increment(ref next);
                if (number >= count)
                    break;
                var start = Stopwatch.GetTimestamp();
                check(await connection.SendAsync(request(number), cancellation));
                waits[number] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                answered++;
            }

            return answered;
        }
    }
}
