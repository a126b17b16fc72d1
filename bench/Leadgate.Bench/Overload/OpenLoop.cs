using System.Diagnostics;
using System.Threading.Channels;

namespace Leadgate.Bench.Overload;

/// <summary>
/// Sends requests on a schedule, whether responses arrive or not. A response time is measured from the time when the request was due, so
/// that it includes the wait for a free connection.
/// </summary>
internal sealed class OpenLoop(Uri server, int connections)
{
    private const int Accepted = 200;
    private const int Rejected = 503;

    /// <param name="perSecond">Requests per second.</param>
    /// <param name="request">Creates the request with a number.</param>
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
            ScheduleAsync(perSecond, count, clock, due.Writer, cancellation),
            .. Enumerable.Range(0, connections).Select(i => Task.Run(() => SendAsync(i), cancellation)),
        ]);
        var seconds = clock.Elapsed.TotalSeconds;
        foreach (var connection in open)
            connection.Dispose();
        Array.Sort(late);
        return new OpenLoopResult(
            seconds,
            GetWaits(Accepted),
            GetWaits(Rejected),
            late,
            status.Count(one => one is not (Accepted or Rejected))
        );

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
                    // Counted as failed; the schedule continues on a new connection.
                    open[connection].Dispose();
                    await (open[connection] = new WireConnection()).ConnectAsync(server, cancellation);
                }

                waits[number] = clock.Elapsed.TotalSeconds - (number / perSecond);
            }
        }

        double[] GetWaits(int expected) => [.. waits.Where((_, i) => status[i] == expected).Order()];
    }

    /// <summary>Releases the requests that are due, every millisecond.</summary>
    private static async Task ScheduleAsync(
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
