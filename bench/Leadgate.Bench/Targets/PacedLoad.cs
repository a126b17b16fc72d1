using System.Diagnostics;

namespace Leadgate.Bench.Targets;

/// <summary>
/// Sends requests at a constant rate, whether responses arrive or not. A response time is measured from the time when the request was
/// due, so that a stall shows in all requests that it delays.
/// </summary>
internal static class PacedLoad
{
    private const int Workers = 64;

    /// <param name="perSecond">Requests per second.</param>
    /// <param name="send">Sends the request with a number and waits for the response.</param>
    /// <returns>The response times in seconds, shortest first.</returns>
    public static async Task<double[]> RunAsync(double perSecond, TimeSpan span, Func<int, Task> send, CancellationToken cancellation)
    {
        var waits = new double[(int)(perSecond * span.TotalSeconds)];
        var next = -1;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            for (
                                var number = Interlocked.Increment(ref next);
                                number < waits.Length;
                                number = Interlocked.Increment(ref next)
                            )
                            {
                                var due = number / perSecond;
                                if (due - clock.Elapsed.TotalSeconds is > 0 and var early)
                                    await Task.Delay(TimeSpan.FromSeconds(early), cancellation);
                                await send(number);
                                waits[number] = clock.Elapsed.TotalSeconds - due;
                            }
                        },
                        cancellation
                    )
                )
        );
        Array.Sort(waits);
        return waits;
    }
}
