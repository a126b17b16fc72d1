using Leadgate.Storage;

namespace Leadgate.Bench;

/// <summary>How much is measured.</summary>
internal sealed record BenchOptions
{
    private const string Results = "bench/results";

    /// <summary>Some four minutes.</summary>
    public static BenchOptions Usual { get; } =
        new()
        {
            Leads = 50_000,
            Reads = 200_000,
            Rounds = 3,
            Connections = 32,
            Limit = TimeSpan.FromSeconds(20),
            WarmUp = TimeSpan.FromSeconds(15),
            Folder = Path.GetFullPath("..", AppContext.BaseDirectory),
            Output = Path.GetFullPath(Path.Combine(Results, "sqlite.md")),
        };

    /// <summary>A few seconds. The figures of so short a run are no result, so they are only shown.</summary>
    public static BenchOptions Quick { get; } =
        Usual with
        {
            Leads = 2_000,
            Reads = 1_000,
            Rounds = 1,
            Limit = TimeSpan.FromSeconds(2),
            WarmUp = TimeSpan.Zero,
            Output = null,
        };

    /// <summary>The same on PostgreSQL.</summary>
    public BenchOptions On(StoreAddress database) =>
        this with
        {
            Database = database,
            Output = Output is null ? null : Path.GetFullPath(Path.Combine(Results, "postgres.md")),
        };

    /// <summary>Leads of each size in each round.</summary>
    public required int Leads { get; init; }

    /// <summary>Reads of each list request in each round.</summary>
    public required int Reads { get; init; }

    /// <summary>At least one round, and rounds for this long, come before those that count: baselines and all.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Rounds that count.</summary>
    public required int Rounds { get; init; }

    /// <summary>Connections at once.</summary>
    public required int Connections { get; init; }

    /// <summary>The longest that one measurement may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>
    /// Where the folder of the run is made. By default on the disk that the program is on, for a temporary folder may be memory, where
    /// a sync costs nothing; but not in the program's own folder, which a web host watches for changes.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>A database on a PostgreSQL server whose user may make others, or null for SQLite.</summary>
    public StoreAddress? Database { get; init; }

    /// <summary>Whether a store of five million leads is measured too, which takes some minutes and 3 GB.</summary>
    public bool IsLong { get; init; }

    /// <summary>The file for the figures, or null.</summary>
    public required string? Output { get; init; }
}
