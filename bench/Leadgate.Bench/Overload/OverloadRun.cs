using Leadgate.Bench.Intake;
using Leadgate.Bench.Intake.Sqlite;
using Leadgate.Bench.Reporting;
using Leadgate.Contract;
using Leadgate.Domain.Lists;

namespace Leadgate.Bench.Overload;

/// <summary>A run of <c>bench overload</c>: the service at half and twice its capacity, without and with slow clients.</summary>
internal sealed class OverloadRun(OverloadOptions options)
{
    private const int Seed = 90210;
    private static readonly double[] Shares = [0.5, 2];

    private readonly LeadFactory _factory = new(ListCatalog.Build(BuiltInLists.Read()), Seed);
    private long _acknowledged;

    /// <returns>The exit code: 0, or 1 if a lead was lost.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"overload-{Guid.NewGuid():N}"));
        try
        {
            var machine = Machine.Inspect(folder.FullName);
            var found = await MeasureAsync(folder.FullName, cancellation);
            var report = OverloadReport.Write(options, machine, found, TimeProvider.System.GetUtcNow());
            await Console.Out.WriteLineAsync(report);
            if (options.Output is { } file)
                await File.WriteAllTextAsync(file, report, cancellation);
            if (found.Stored == found.Acknowledged)
                return 0;
            await Console.Error.WriteLineAsync("bench: The number of leads in the database differs from the number acknowledged.");
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
            .Range(0, Math.Max(1, 10_000 / options.LeadsPerBulk))
            .Select(_ => _factory.Bulk(options.LeadsPerBulk))
            .ToArray();
        var head = WireRequest.PostHead(service.Address, Routes.Bulks);
        WireRequest Request(int number) => new(head, bodies[number % bodies.Length]);

        await CapacityAsync(options.WarmUp);
        var capacities = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
            capacities.Add(await CapacityAsync(options.Span / 2));
        var (memory, rounds, slow) = (service.PeakResident, new List<OverloadRound>(), new Dictionary<double, SlowClientResult>());
        var perSecond = Spread.From(capacities, one => one).Median;
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
                        ? new SlowClients(service.Address, options.SlowClients, _factory.Bulk(SlowClients.LeadsPerBody)).RunAsync(
                            stop.Token
                        )
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
                        ((long)result.Accepted.Length * options.LeadsPerBulk)
                        + (clients is null ? 0 : (await clients).Acknowledged * SlowClients.LeadsPerBody);
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
            // More than can be sent, so that the time limit ends the loop.
            var count = (int)(span.TotalSeconds * 40_000);
            var processor = service.Processor;
            var result = await new LoadGenerator(service.Address, options.ClosedConnections).RunAsync(
                count,
                span,
                Request,
                Check,
                cancellation
            );
            _acknowledged += (long)result.Responses * options.LeadsPerBulk;
            await Console.Error.WriteLineAsync(
                FormattableString.Invariant($"closed loop: {result.PerSecond:N0} bulks/s, median {result.Wait(0.5) * 1000:0.0} ms, ")
                    + FormattableString.Invariant($"99 of 100 within {result.Wait(0.99) * 1000:0.0} ms, ")
                    + FormattableString.Invariant($"{(service.Processor - processor).TotalMicroseconds / result.Responses:0} µs per bulk")
            );
            return result.PerSecond;
        }
    }

    private static void Check(WireResponse response)
    {
        if (response.Status != 200)
            throw new InvalidOperationException($"The service returned {response.Status} in the closed loop.");
    }
}
