using System.Diagnostics;
using Leadgate.Bench.Intake;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Targets;

/// <summary>
/// How long one sender waits while others send bulks that cost the most: ten thousand leads in which every list field has a wrong value
/// that occurs nowhere else.
/// </summary>
internal static class NeighborTarget
{
    private const int Seed = 2107;
    private const int Bulks = 4;
    private const int LeadsPerBulk = 10_000;
    private const int Rounds = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<Target> MeasureAsync(ChildProcess service, CancellationToken cancellation)
    {
        var factory = new LeadFactory(ListCatalog.Build(BuiltInLists.Read()), Seed);
        var bodies = Enumerable.Range(0, Bulks).Select(_ => factory.WrongBulk(LeadsPerBulk)).ToArray();
        var small = factory.Bulk(1);
        var head = WireRequest.PostHead(service.Address, Routes.Bulks);
        var waits = new List<double>();
        var seconds = new List<double>();
        var idle = service.Resident;

        // Warm-up: the service that runs for months has compiled its code.
        await SendSmallAsync(Task.Delay(TimeSpan.FromSeconds(2), cancellation), []);
        for (var round = 0; round <= Rounds; round++)
        {
            var sending = Task.WhenAll(bodies.Select(SendLargeAsync));
            await SendSmallAsync(sending, round == 0 ? [] : waits);
            if (round > 0)
                seconds.AddRange(await sending);
        }

        waits.Sort();
        var (large, memory) = (Spread.From(seconds, one => one).Median, service.PeakResident - idle);
        return Target.AtMost(
            $"one sender beside {Bulks} bulks of {LeadsPerBulk:N0} leads with only wrong values: longest wait",
            1000,
            " ms",
            waits[^1] * 1000,
            $"median {waits[waits.Count / 2] * 1000:0} ms; a large bulk takes {large:0.0} s, and all need {memory / 1048576:0} MiB"
        );

        async Task SendSmallAsync(Task until, List<double> into)
        {
            using var connection = new WireConnection();
            await connection.ConnectAsync(service.Address, cancellation);
            do
            {
                var start = Stopwatch.GetTimestamp();
                await SendAsync(connection, small);
                into.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                await Task.Delay(Pause, cancellation);
            } while (!until.IsCompleted);
        }

        async Task<double> SendLargeAsync(byte[] body)
        {
            using var connection = new WireConnection();
            await connection.ConnectAsync(service.Address, cancellation);
            var start = Stopwatch.GetTimestamp();
            await SendAsync(connection, body);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        async Task SendAsync(WireConnection connection, byte[] body)
        {
            var response = await connection.SendAsync(new(head, body), cancellation);
            if (response.Status != 200)
                throw new InvalidOperationException($"The service returned {response.Status} for a body of {body.Length} bytes.");
        }
    }
}
