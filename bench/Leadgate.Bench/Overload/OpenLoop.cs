using System.Diagnostics;
using System.Threading.Channels;

namespace Leadgate.Bench.Overload;

/// <summary>
/// Sends requests at the moments of a schedule, whether answers come or not. An answer's time counts from the moment when its request was
/// due, so that a request which found no free connection shows what it waited for one.
/// </summary>
internal sealed class OpenLoop(Uri server, int connections)
{
    private const int Accepted = 200;
    private const int Refused = 503;

    /// <summary>Sends for a while.</summary>
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="span">For how long.</param>
    /// <param name="request">The request of a number.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<OpenLoopResult> RunAsync(
        double perSecond,
        TimeSpan span,
        Func<int, WireRequest> request,
        CancellationToken cancellation
    )
    {
        var count = (int)(perSecond * span.TotalSeconds);
        var (status, waits, late) = (new int[count], new double[count], new double[count]);
        var due = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleWriter = true });
        var open = new WireConnection[connections];
        for (var i = 0; i < connections; i++)
            await (open[i] = new WireConnection()).ConnectAsync(server, cancellation);
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll([
            KeepAsync(perSecond, count, clock, due.Writer, cancellation),
            .. Enumerable.Range(0, connections).Select(i => Task.Run(() => SendAsync(i), cancellation)),
        ]);
        var seconds = clock.Elapsed.TotalSeconds;
        foreach (var connection in open)
            connection.Dispose();
        Array.Sort(late);
        return new OpenLoopResult(seconds, Of(Accepted), Of(Refused), late, status.Count(one => one is not (Accepted or Refused)));

        async Task SendAsync(int connection)
        {
            await foreach (var number in due.Reader.ReadAllAsync(cancellation))
            {
                late[number] = clock.Elapsed.TotalSeconds - (number / perSecond);
                try
                {
                    status[number] = (await open[connection].SendAsync(request(number), cancellation)).Status;
                }
                catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
                {
                    // Counted as failed; the schedule goes on over a new connection.
                    open[connection].Dispose();
                    await (open[connection] = new WireConnection()).ConnectAsync(server, cancellation);
                }

                waits[number] = clock.Elapsed.TotalSeconds - (number / perSecond);
            }
        }

        double[] Of(int wanted) => [.. waits.Where((_, i) => status[i] == wanted).Order()];
    }

    /// <summary>Hands out what is due, each millisecond.</summary>
    private static async Task KeepAsync(
        double perSecond,
        int count,
        Stopwatch clock,
        ChannelWriter<int> due,
        CancellationToken cancellation
    )
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var number = 0; number < count; await tick.WaitForNextTickAsync(cancellation))
        {
            for (; number < count && number / perSecond <= clock.Elapsed.TotalSeconds; number++)
                due.TryWrite(number);
        }

        due.Complete();
    }
}
