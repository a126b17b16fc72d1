using System.Diagnostics;

namespace Leadgate.Bench;

/// <summary>
/// Sends requests over a number of connections in a closed loop: each connection sends its next request when it has the answer to
/// the last, so the server sets the pace.
/// </summary>
internal sealed class LoadGenerator(Uri server, int connections)
{
    /// <summary>Where requests go.</summary>
    public Uri Server => server;

    /// <summary>Sends requests until they are all answered, or the time is up.</summary>
    /// <param name="count">How many.</param>
    /// <param name="limit">After this time no new one is sent.</param>
    /// <param name="request">The request of a number.</param>
    /// <param name="check">Throws when an answer is not as it should be.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<LoadResult> RunAsync(
        int count,
        TimeSpan limit,
        Func<int, WireRequest> request,
        Action<WireAnswer> check,
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
            var answers = await Task.WhenAll(open.Select(connection => Task.Run(() => SendAsync(connection, clock), cancellation)));
            var seconds = clock.Elapsed.TotalSeconds;
            var sent = answers.Sum();
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
