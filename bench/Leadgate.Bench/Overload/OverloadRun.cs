using Leadgate.Bench.Intake;
using Leadgate.Bench.Intake.Sqlite;
using Leadgate.Bench.Reporting;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Overload;

/// <summary>What the service does with twice what it can take, and with slow clients: <c>bench overload</c>.</summary>
internal sealed class OverloadRun(OverloadOptions options)
{
    private const int Seed = 90210;
    private static readonly double[] Shares = [0.5, 2];

    private readonly LeadFactory _factory = new(ListCatalog.Build(BuiltInLists.Read()), Seed);
    private long _acknowledged;

    /// <summary>Measures and tells.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>0, or 1 when a lead was lost.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"overload-{Guid.NewGuid():N}"));
        try
        {
            var machine = Machine.Look(folder.FullName);
            var found = await MeasureAsync(folder.FullName, cancellation);
            var report = OverloadReport.Write(options, machine, found, TimeProvider.System.GetUtcNow());
            await Console.Out.WriteLineAsync(report);
            if (options.Output is { } file)
                await File.WriteAllTextAsync(file, report, cancellation);
            if (found.Stored == found.Acknowledged)
                return 0;
            await Console.Error.WriteLineAsync("bench: the database does not hold what was acknowledged.");
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<OverloadFindings> MeasureAsync(string folder, CancellationToken cancellation)
    {
        var database = Path.Combine(folder, "overload.db");
        await using var service = await ChildProcess.StartAsync(
            BenchRun.ServiceAssembly,
            folder,
            ["serve", "--urls", "http://127.0.0.1:0", "--database", "sqlite:" + database, .. options.Service],
            cancellation
        );
        var bodies = Enumerable
            .Range(0, Math.Max(1, 10_000 / options.LeadsOfBulk))
            .Select(_ => _factory.Bulk(options.LeadsOfBulk))
            .ToArray();
        var head = WireRequest.PostHead(service.Address, Routes.Bulks);
        WireRequest Request(int number) => new(head, bodies[number % bodies.Length]);

        await CapacityAsync(options.WarmUp);
        var capacities = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
            capacities.Add(await CapacityAsync(options.Span / 2));
        var (memory, rounds, slow) = (service.PeakResident, new List<OverloadRound>(), new Dictionary<double, SlowClientResult>());
        var perSecond = Spread.Of(capacities, one => one).Median;
        foreach (var hasSlow in (bool[])[false, true])
        {
            if (hasSlow && options.SlowClients == 0)
                continue;
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var share in Shares)
                {
                    using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                    var clients = hasSlow
                        ? new SlowClients(service.Address, options.SlowClients, _factory.Bulk(SlowClients.LeadsOfBody)).RunAsync(stop.Token)
                        : null;
                    var result = await new OpenLoop(service.Address, options.Connections).RunAsync(
                        share * perSecond,
                        options.Span,
                        Request,
                        cancellation
                    );
                    await stop.CancelAsync();
                    if (clients is not null)
                        slow[share] = await clients;
                    _acknowledged +=
                        ((long)result.Accepted.Length * options.LeadsOfBulk)
                        + (clients is null ? 0 : (await clients).Acknowledged * SlowClients.LeadsOfBody);
                    rounds.Add(new OverloadRound(share, hasSlow, result, service.PeakResident));
                    await Console.Error.WriteLineAsync(OverloadReport.Line(rounds[^1]));
                }
            }
        }

        await service.KillAsync();
        using var rows = new StoredRows(database);
        return new OverloadFindings(capacities, memory, rounds, slow, _acknowledged, rows.CountLeads());

        async Task<double> CapacityAsync(TimeSpan span)
        {
            // More than can be sent in the time, so that the time ends it.
            var most = (int)(span.TotalSeconds * 40_000);
            var processor = service.Processor;
            var result = await new LoadGenerator(service.Address, options.ClosedConnections).RunAsync(
                most,
                span,
                Request,
                Check,
                cancellation
            );
            _acknowledged += (long)result.Answers * options.LeadsOfBulk;
            await Console.Error.WriteLineAsync(
                FormattableString.Invariant(
                    $"closed loop: {result.PerSecond:N0} bulks/s, median {result.Wait(0.5) * 1000:0.0} ms, 99 of 100 within {result.Wait(0.99) * 1000:0.0} ms, {(service.Processor - processor).TotalMicroseconds / result.Answers:0} µs of processor a bulk"
                )
            );
            return result.PerSecond;
        }
    }

    private static void Check(WireAnswer answer)
    {
        if (answer.Status != 200)
            throw new InvalidOperationException($"The service answered {answer.Status} to a sender that waits for its answers.");
    }
}
