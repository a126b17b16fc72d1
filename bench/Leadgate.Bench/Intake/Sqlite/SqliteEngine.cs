using System.Diagnostics;

namespace Leadgate.Bench.Intake.Sqlite;

/// <summary>SQLite, against its bare driver.</summary>
internal sealed class SqliteEngine : IntakeEngine
{
    private readonly string _path;
    private readonly BareDriver[] _drivers;
    private long _last;

    private SqliteEngine(string path, BareDriver[] drivers) => (_path, _drivers) = (path, drivers);

    public override string Name => "SQLite";

    public override string FileName => "sqlite.md";

    public override string Address => "sqlite:" + _path;

    public override string PlainAddress => "sqlite:" + Path.Combine(Path.GetDirectoryName(_path)!, "plain.db");

    public override IReadOnlyList<Baseline> Baselines { get; } =
    [
        new("driver", "a transaction for each bulk, as in a program without group commit"),
        new(
            "driver, grouped",
            "the same transactions as the service; the difference to the service is the cost of HTTP, reading, and validating"
        ),
        new("driver, 1,000", "transactions of 1,000 leads, regardless of latency"),
    ];

    public override string Explanation =>
        """
            The **driver** is Microsoft.Data.Sqlite on one thread: one connection, prepared statements, WAL, `synchronous = FULL`.
            """;

    public static async Task<SqliteEngine> CreateAsync(string folder)
    {
        var drivers = new List<BareDriver>();
        foreach (var name in (string[])["each", "grouped", "thousand"])
            drivers.Add(await BareDriver.CreateAsync(Path.Combine(folder, $"driver-{name}.db")));
        return new SqliteEngine(Path.Combine(folder, "service.db"), [.. drivers]);
    }

    public override Task<Repetition> RepeatAsync(int senders, TimeSpan limit, CancellationToken cancellation) =>
        Task.Run(
            () =>
            {
                using var stored = new StoredRows(_path);
                var bulks = stored.ReadAfter(_last);
                _last = stored.GetLastBulkId();
                var asStored = AsStored(bulks, senders).ToList();
                return new Repetition(
                    bulks.Sum(bulk => (long)bulk.Leads.Count),
                    asStored.Count,
                    [
                        Run(_drivers[0], OneByOne(bulks), limit),
                        Run(_drivers[1], asStored, limit),
                        Run(_drivers[2], ByThousand(bulks), limit),
                    ]
                );
            },
            cancellation
        );

    public override Task<long> CountStoredAsync(CancellationToken cancellation)
    {
        using var stored = new StoredRows(_path);
        return stored.CheckIntegrity() is not "ok" and var error
            ? throw new InvalidOperationException($"The database is corrupt: {error}")
            : Task.FromResult(stored.CountLeads());
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var driver in _drivers)
            driver.Dispose();
        return ValueTask.CompletedTask;
    }

    private static BaselineResult Run(BareDriver driver, IEnumerable<IReadOnlyList<BulkRows>> transactions, TimeSpan limit)
    {
        var ready = transactions.ToList();
        var leads = 0L;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        foreach (var bulks in ready.TakeWhile(_ => clock.Elapsed < limit))
            leads += driver.Store(bulks);
        return new BaselineResult(leads, clock.Elapsed.TotalSeconds);
    }
}
