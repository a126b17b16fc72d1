using System.Globalization;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Brings a database to the schema of this program: each file of <c>Migrations</c>, once, in order. The table <c>schema_version</c>
/// holds the number of the last one. Nodes that start together wait for each other.
/// </summary>
internal static class PostgresMigrations
{
    private const string Prefix = "postgres/";

    /// <summary>Any number that no other program on the database uses; these are the letters "leadgate".</summary>
    private const long AdvisoryLock = 0x6C65616467617465;

    /// <summary>How long a migration tries to get hold of tables that somebody else uses.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="options">See <see cref="MigrationFile.FindMissing"/>.</param>
    public static void Run(NpgsqlConnection connection, StoreOptions options)
    {
        CheckEncoding(connection);
        var began = TimeProvider.System.GetTimestamp();
        while (!TryRun(connection, options))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new StoreSetupException(
                    "The database was not migrated, because somebody has used its tables for ten minutes: a backup, or a long query. "
                        + "Start again when that has ended."
                );
            }

            options.ReportMigrationWait("Somebody uses the tables, such as a backup or a long query. Bulks go first; trying again.");
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"select pg_sleep({options.LockWait.TotalSeconds})"));
        }
    }

    /// <summary>
    /// Whoever waits for a table to change it lets nobody else have it meanwhile. So a migration waits for less time than a bulk does, and
    /// lets the bulks through that other nodes have received before it tries again.
    /// </summary>
    private static bool TryRun(NpgsqlConnection connection, StoreOptions options)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"select pg_advisory_xact_lock({AdvisoryLock})");
        Execute(
            connection,
            "create table if not exists schema_version (version integer primary key, applied_at timestamptz not null default now())"
        );
        var version = ReadVersion(connection);
        var missing = MigrationFile.FindMissing(Prefix, version, options);
        try
        {
            Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"set local lock_timeout = {options.LockWait.TotalMilliseconds / 2:0}")
            );
            MigrationFile.Run(
                missing,
                version,
                options,
                migration =>
                {
                    Execute(connection, migration.Sql);
                    Execute(
                        connection,
                        string.Create(CultureInfo.InvariantCulture, $"insert into schema_version (version) values ({migration.Number})")
                    );
                }
            );
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }

        transaction.Commit();
        return true;
    }

    /// <summary>The schema of a database; 0 if it holds no store.</summary>
    public static int ReadVersion(NpgsqlConnection connection) =>
        Scalar(connection, "select to_regclass('schema_version')::text") is string
            ? Convert.ToInt32(Scalar(connection, "select coalesce(max(version), 0) from schema_version"), CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Throws when a database cannot hold every text.</summary>
    public static void CheckEncoding(NpgsqlConnection connection)
    {
        if (Scalar(connection, "show server_encoding") is not "UTF8")
            throw new StoreSetupException(
                "The encoding of the database is not UTF-8. Create it with createdb --encoding=UTF8 --template=template0."
            );
    }

    /// <summary>Throws when a schema is newer than this program.</summary>
    public static void CheckVersion(int version) => MigrationFile.CheckNotNewer(version);

    /// <summary>The SQL of every migration.</summary>
    public static IEnumerable<string> ReadAll() => MigrationFile.All(Prefix).Select(migration => migration.Sql);

    /// <summary>Without a time limit: a large table takes its time, and so does another node that migrates.</summary>
    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(NpgsqlConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return command.ExecuteScalar();
    }
}
