using System.Diagnostics;

namespace Leadgate.Bench;

/// <summary>What a load met.</summary>
/// <param name="Answers">How many requests were sent and answered as they should be.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Waits">How long each answer took, in seconds, shortest first.</param>
internal sealed record LoadResult(int Answers, double Seconds, double[] Waits)
{
    public double PerSecond => Answers / Seconds;

    /// <summary>The time that a share of the answers kept within, in seconds.</summary>
    public double Wait(double share) => Waits[(int)Math.Min(Waits.Length - 1, share * Waits.Length)];
}

/// <summary>
/// Sends requests over a number of connections in a closed loop: each connection sends its next request when it has the answer to
/// the last, so the server sets the pace.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    private readonly HttpMessageInvoker _client;
    private readonly Uri _address;
    private readonly int _connections;

    public LoadGenerator(Uri address, int connections)
    {
        _address = address;
        _connections = connections;

        // Nothing that a measurement does not need: the load generator shares the processor with the server.
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Sends requests until they are all answered, or the time is up.</summary>
    /// <param name="count">How many.</param>
    /// <param name="limit">After this time no new one is sent.</param>
    /// <param name="make">Makes the request of a number, for a path of the server.</param>
    /// <param name="check">Throws when an answer is not as it should be.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<LoadResult> RunAsync(int count, TimeSpan limit, Func<int, Uri, HttpRequestMessage> make, Action<HttpResponseMessage> check, CancellationToken cancellation)
    {
        var waits = new double[count];
        var next = -1;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, Math.Min(_connections, count)).Select(_ => Task.Run(SendAsync, cancellation)));
        var seconds = clock.Elapsed.TotalSeconds;
        var sent = answers.Sum();
        return new LoadResult(sent, seconds, [.. waits.Take(sent).Order()]);

        async Task<int> SendAsync()
        {
            var answered = 0;
            while (clock.Elapsed < limit)
            {
                var number = Interlocked.Increment(ref next);
                if (number >= count) break;
                var start = Stopwatch.GetTimestamp();
                using var request = make(number, _address);
                using var answer = await _client.SendAsync(request, cancellation);
                await answer.Content.CopyToAsync(Stream.Null, cancellation);
                check(answer);
                waits[number] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                answered++;
            }

            return answered;
        }
    }

    public void Dispose() => _client.Dispose();
}
