using Leadgate.Storage.Upgrades;

namespace Leadgate.Storage;

/// <summary>How a store is opened.</summary>
internal sealed record StoreOptions
{
    /// <summary>
    /// Whether a store of an earlier schema is brought to this program's; otherwise it is refused, because a service of the earlier version
    /// may be using it.
    /// </summary>
    public bool Migrates { get; init; } = true;

    /// <summary>Whether nothing is written to a server that can lose what it committed, as a primary after a failover may.</summary>
    public bool RequiresDurability { get; init; }

    /// <summary>
    /// How long a bulk waits for a lock of another process, on SQLite in whole seconds. On PostgreSQL, a key that another transaction holds
    /// for longer is in use.
    /// </summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets each time that the machine's clock was set.</summary>
    public Action<ClockStep> ReportClockStep { get; init; } = _ => { };

    /// <summary>Gets the schema of a store with data before it is brought to this program's, and the program's.</summary>
    public Action<int, int> ReportMigration { get; init; } = (_, _) => { };

    /// <summary>Gets each step of the schema that a store with data lacks, before it is made.</summary>
    public Action<MigrationProgress> ReportStep { get; init; } = _ => { };

    /// <summary>Gets why a migration waits, each time that it has to let others go first.</summary>
    public Action<string> ReportMigrationWait { get; init; } = _ => { };

    /// <summary>Gets the text of each warning of PostgreSQL that does not put a commit in doubt, once.</summary>
    public Action<string> ReportCommitWarning { get; init; } = _ => { };
}
