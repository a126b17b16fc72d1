using Leadgate.Bench.Checking;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Intake.Postgres;
using Leadgate.Bench.Intake.Sqlite;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Reporting;
using Leadgate.Bench.Targets;

namespace Leadgate.Bench;

/// <summary>A run of <c>./leadgate bench</c>, from an empty folder to a report.</summary>
internal static class BenchRun
{
    public const string ServiceAssembly = "Leadgate.Server.dll";
    private const string PlainAssembly = "Leadgate.Plain.dll";

    /// <returns>The exit code: 0, or 1 if a lead was lost.</returns>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"bench-{Guid.NewGuid():N}"));
        try
        {
            var found = await MeasureAsync(options, folder.FullName, cancellation);
            var report = Report.Write(options, found, TimeProvider.System.GetUtcNow());
            await Console.Out.WriteLineAsync(report);
            if (options.Output is { } file)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, report, cancellation);
                await File.WriteAllTextAsync(Path.ChangeExtension(file, ".svg"), Chart.Draw(found), cancellation);
            }

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

    private static async Task<Findings> MeasureAsync(BenchOptions options, string folder, CancellationToken cancellation)
    {
        var machine = Machine.Inspect(folder);

        // Lists and validation do not depend on the engine, and are measured with SQLite only.
        var check = options.Database is null
            ? await RunStepAsync("reading and validating", () => Task.Run(() => CheckBench.Run(options), cancellation))
            : null;
        await using var engine = options.Database is { } address
            ? (IntakeEngine)await PostgresEngine.CreateAsync(address, cancellation)
            : await SqliteEngine.CreateAsync(folder);
        await using var service = await ChildProcess.StartAsync(
            ServiceAssembly,
            folder,
            ["serve", "--urls", "http://127.0.0.1:0", "--database", engine.Address],
            cancellation
        );
        await using var plain = await ChildProcess.StartAsync(
            PlainAssembly,
            folder,
            ["--urls", "http://127.0.0.1:0", "--database", engine.PlainAddress],
            cancellation
        );
        var reads = options.Database is null ? await ReadListsAsync(options, service, folder, cancellation) : [];

        var bench = new IntakeBench(options, service, plain, engine, folder);
        var intake = new List<IntakeResult>();
        foreach (var @case in bench.Cases())
        {
            intake.Add(
                await RunStepAsync(
                    $"bulks of {@case.LeadsPerBulk} over {@case.Connections} connections",
                    () => bench.RunAsync(@case, cancellation)
                )
            );
        }

        var errors = await RunStepAsync("bulks with errors", () => bench.RunWithErrorsAsync(cancellation));
        await service.KillAsync();
        await plain.KillAsync();
        var found = new Findings(
            machine,
            engine.Name,
            engine.Explanation,
            engine.Baselines,
            intake,
            errors,
            reads,
            check,
            bench.Acknowledged,
            await engine.CountStoredAsync(cancellation),
            []
        );
        return found with { Targets = [.. TargetList.From(found), .. await MeasureProcessAsync(options, folder, cancellation)] };
    }

    private static async Task<IReadOnlyList<Target>> MeasureProcessAsync(
        BenchOptions options,
        string folder,
        CancellationToken cancellation
    )
    {
        if (options.Database is not null)
            return [];
        var process = new ProcessTargets(folder);
        var targets = new List<Target>
        {
            await RunStepAsync("a bulk of 10,000 leads", () => process.LargeBulkAsync(cancellation)),
            await RunStepAsync("a sender beside bulks of wrong values", () => process.NeighborAsync(cancellation)),
            await RunStepAsync("startup", () => process.StartAsync(cancellation)),
        };
        if (options.IsLong)
            targets.AddRange(await RunStepAsync("a database with five million leads", () => process.ManyAsync(cancellation)));
        return targets;
    }

    private static async Task<List<ReadResult>> ReadListsAsync(
        BenchOptions options,
        ChildProcess service,
        string folder,
        CancellationToken cancellation
    )
    {
        var self = Path.GetFileName(typeof(BenchRun).Assembly.Location);
        await using var bare = await ChildProcess.StartAsync(self, folder, [BareKestrel.Verb, service.Address.ToString()], cancellation);
        var bench = new ListBench(options, service, bare);
        var results = new List<ReadResult>();
        foreach (var read in ListReads.All)
            results.Add(await RunStepAsync($"reads of {read.Path}{read.Query}", () => bench.RunAsync(read, cancellation)));
        return results;
    }

    private static async Task<T> RunStepAsync<T>(string step, Func<Task<T>> measure)
    {
        await Console.Error.WriteLineAsync($"Measuring {step} ...");
        return await measure();
    }
}
