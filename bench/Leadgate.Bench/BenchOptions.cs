using Leadgate.Storage;

namespace Leadgate.Bench;

/// <summary>The options of <c>./leadgate bench</c>.</summary>
internal sealed record BenchOptions
{
    private const string Results = "bench/results";

    /// <summary>Takes about four minutes.</summary>
    public static BenchOptions Default { get; } =
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

    /// <summary>Takes a few seconds. The figures of such a short run mean nothing, so no file is written.</summary>
    public static BenchOptions Quick { get; } =
        Default with
        {
            Leads = 2_000,
            Reads = 1_000,
            Rounds = 1,
            Limit = TimeSpan.FromSeconds(2),
            WarmUp = TimeSpan.Zero,
            Output = null,
        };

    /// <summary>The same options for PostgreSQL.</summary>
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

    /// <summary>Rounds for this long, and at least one, come before the counted rounds.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Counted rounds.</summary>
    public required int Rounds { get; init; }

    public required int Connections { get; init; }

    /// <summary>The maximum time of one measurement.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>
    /// The parent folder of the databases. By default it is on the disk of the program, because a temporary folder may be in memory, where
    /// syncing costs nothing; but not in the folder of the program itself, which a web host watches for changes.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>A database on a PostgreSQL server whose user can create databases, or null for SQLite.</summary>
    public StoreAddress? Database { get; init; }

    /// <summary>Whether a database with five million leads is also measured, which takes a few minutes and 3 GB.</summary>
    public bool IsLong { get; init; }

    /// <summary>The report file, or null.</summary>
    public required string? Output { get; init; }
}
