using System.Diagnostics;

namespace Leadgate.Bench.Targets;

/// <summary>
/// Sends requests at a pace, whether answers come or not. An answer's time counts from the moment when its request was due, so that a
/// stall shows in all requests that it held up.
/// </summary>
internal static class PacedLoad
{
    private const int Workers = 64;

    /// <summary>Sends for a while.</summary>
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="span">For how long.</param>
    /// <param name="send">Sends the request of a number and returns when it is answered.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Seconds from due to answered, shortest first.</returns>
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
