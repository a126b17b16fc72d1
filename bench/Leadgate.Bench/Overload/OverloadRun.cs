using Leadgate.Bench.Intake;
using Leadgate.Bench.Intake.Postgres;
using Leadgate.Bench.Intake.Sqlite;
using Leadgate.Bench.Reporting;
using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;
using Leadgate.Storage;

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
        await using var engine = options.Database is { } address
            ? (IntakeEngine)await PostgresEngine.CreateAsync(address, cancellation)
            : await SqliteEngine.CreateAsync(folder);
        var (loadKey, neighbourKey) = await CreateKeysAsync(StoreAddress.Parse(engine.Address), cancellation);
        await using var service = await ChildProcess.StartAsync(
            BenchRun.ServiceAssembly,
            folder,
            [
                "serve",
                "--urls",
                "http://127.0.0.1:0",
                "--database",
                engine.Address,
                "--stored-mib-per-minute",
                "1048576",
                .. options.Service,
            ],
            cancellation
        );
        var bodies = Enumerable
            .Range(0, Math.Max(1, 10_000 / options.LeadsPerBulk))
            .Select(_ => _factory.Bulk(options.LeadsPerBulk))
            .ToArray();
        var head = WireRequest.PostHead(service.Address, Routes.Bulks, loadKey);
        WireRequest Request(int number) => new(head, bodies[number % bodies.Length]);

        await CapacityAsync(options.WarmUp);
        var capacities = new List<double>();
        for (var round = 0; round < options.Rounds && !options.NeighboursOnly; round++)
            capacities.Add(await CapacityAsync(options.Span / 2));

        // After the capacity, because these loads leave a large database behind.
        var neighbour = new NeighbourRun(service, options, _factory, loadKey, neighbourKey);
        var neighbours = await neighbour.RunAsync(cancellation);
        var (memory, rounds, slow) = (service.PeakResident, new List<OverloadRound>(), new Dictionary<double, SlowClientResult>());
        var perSecond = capacities.Count == 0 ? 0 : Spread.From(capacities, one => one).Median;
        foreach (var hasSlow in (bool[])[false, true])
        {
            if (options.NeighboursOnly || (hasSlow && options.SlowClients == 0))
                continue;
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var share in Shares)
                {
                    using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                    var clients = hasSlow
                        ? new SlowClients(service.Address, options.SlowClients, _factory.Bulk(SlowClients.LeadsPerBody), loadKey).RunAsync(
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
        return new OverloadFindings(
            capacities,
            memory,
            rounds,
            slow,
            neighbours,
            _acknowledged + neighbour.Acknowledged,
            await engine.CountStoredAsync(cancellation)
        );

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

    /// <summary>Two keys without limits: what is measured is the service, not what a key may send.</summary>
    private static async Task<(string Load, string Neighbour)> CreateKeysAsync(StoreAddress address, CancellationToken cancellation)
    {
        await using var store = address.Open(TimeProvider.System);
        return (await CreateAsync("load"), await CreateAsync("neighbour"));

        async Task<string> CreateAsync(string name)
        {
            var text = ApiKeyToken.Generate("TEST");
            await store.Keys.AddAsync(
                new ApiKey
                {
                    Name = name,
                    Scopes = Scopes.LeadsWrite | Scopes.LeadsRead,
                    Hint = ApiKeyToken.GetHint(text),
                    Hash = ApiKeyToken.Hash(text),
                    CreatedAt = WireTime.TruncateToMilliseconds(TimeProvider.System.GetUtcNow().UtcDateTime),
                    RequestsPerMinute = ApiKey.MaxPerMinute,
                    LeadsPerMinute = ApiKey.MaxPerMinute,
                },
                AuditEvent.FromCommand(AuditActions.KeyCreate),
                cancellation
            );
            return text;
        }
    }

    private static void Check(WireResponse response)
    {
        if (response.Status != 200)
            throw new InvalidOperationException($"The service returned {response.Status} in the closed loop.");
    }
}
