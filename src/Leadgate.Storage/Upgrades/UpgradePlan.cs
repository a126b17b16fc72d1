using System.Data.Common;
using System.Globalization;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Upgrades;

/// <summary>What bringing a store to this program's schema would do. Making it changes nothing.</summary>
/// <param name="From">The schema of the store.</param>
/// <param name="To">The schema of this program.</param>
/// <param name="Steps">The steps in between.</param>
/// <param name="Contents">What the store holds.</param>
/// <param name="LastBackup">When its last good backup began, UTC, as far as it knows.</param>
/// <param name="IsSqlite">Whether it is a file, which one service uses at a time.</param>
internal sealed record UpgradePlan(
    int From,
    int To,
    IReadOnlyList<SchemaStep> Steps,
    StoreContents Contents,
    DateTime? LastBackup,
    bool IsSqlite
)
{
    /// <summary>Whether nodes of the version before can go on meanwhile and afterwards.</summary>
    public bool AllowsRunningNodes => !IsSqlite && Steps.All(step => FindConflict(step) is null);

    /// <summary>About how long it takes, as measured on another machine.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Steps.Sum(step => GetCost(step).SecondsPerMillion) * Millions);

    /// <summary>About how much disk space the database needs in addition, in bytes. SQLite writes it into its log first.</summary>
    public long Bytes => (long)(Steps.Sum(step => GetCost(step).MegabytesPerMillion) * Millions * 1e6 * (IsSqlite ? 2 : 1));

    /// <summary>Why nodes that run on the schema of the store must be stopped before a step; null if they need not be.</summary>
    public string? FindConflict(SchemaStep step) => From >= step.ConflictsFrom ? step.Conflict : null;

    private double Millions => Contents.Leads / 1e6;

    /// <exception cref="StoreSetupException">There is no store, it cannot be read, or it is of a newer program.</exception>
    public static async Task<UpgradePlan> ReadAsync(StoreAddress address, CancellationToken cancellation)
    {
        try
        {
            if (address.Scheme == StoreAddress.Sqlite)
            {
                if (!File.Exists(address.Rest))
                    throw new StoreSetupException($"The database file {address.Rest} does not exist.");
                await using var file = SqliteBackup.Open(address.Rest, SqliteOpenMode.ReadOnly);
                return await ReadAsync(file, SqliteMigrations.ReadVersion(file), cancellation).ConfigureAwait(false);
            }

            await using var connections = new PostgresConnections(PostgresAddress.Parse(address.Rest));
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            return await ReadAsync(connection, PostgresMigrations.ReadVersion(connection), cancellation).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw new StoreSetupException($"The database file {address.Rest} cannot be used: {SqliteFailures.Describe(e)}", e);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is Npgsql.PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be used: {PostgresFailures.Describe(e)}", e);
        }
    }

    private StepCost GetCost(SchemaStep step) => IsSqlite ? step.Sqlite : step.Postgres;

    private static async Task<UpgradePlan> ReadAsync(DbConnection connection, int version, CancellationToken cancellation)
    {
        MigrationFile.CheckNotNewer(version);
        var contents = await StoreContents.ReadAsync(connection, cancellation).ConfigureAwait(false);
        return new UpgradePlan(
            version,
            SchemaSteps.All[^1].Number,
            SchemaSteps.After(version),
            contents,
            await ReadLastBackupAsync(connection, cancellation).ConfigureAwait(false),
            connection is SqliteConnection
        );
    }

    private static async Task<DateTime?> ReadLastBackupAsync(DbConnection connection, CancellationToken cancellation)
    {
        // The table has had this name on both engines since schema 7.
        if (!(await TableList.ReadAsync(connection, cancellation).ConfigureAwait(false)).Contains("counter"))
            return null;
        await using var command = connection.CreateCommand();
        command.CommandText = $"select value from counter where name = '{Counters.BackedUp}'";
        var value = await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        return value is null
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture)).UtcDateTime;
    }
}
