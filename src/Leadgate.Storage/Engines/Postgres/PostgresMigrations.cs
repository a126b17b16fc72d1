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

    /// <param name="migrate">See <see cref="MigrationFile.FindMissing"/>, and so <paramref name="report"/>.</param>
    public static void Run(NpgsqlConnection connection, bool migrate, Action<int, int> report)
    {
        CheckEncoding(connection);
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"select pg_advisory_xact_lock({AdvisoryLock})");
        Execute(
            connection,
            "create table if not exists schema_version (version integer primary key, applied_at timestamptz not null default now())"
        );
        var version = Convert.ToInt32(
            Scalar(connection, "select coalesce(max(version), 0) from schema_version"),
            CultureInfo.InvariantCulture
        );
        foreach (var migration in MigrationFile.FindMissing(Prefix, version, migrate, report))
        {
            Execute(connection, migration.Sql);
            Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"insert into schema_version (version) values ({migration.Number})")
            );
        }

        transaction.Commit();
    }

    /// <summary>Throws when a database cannot hold every text.</summary>
    public static void CheckEncoding(NpgsqlConnection connection)
    {
        if (Scalar(connection, "show server_encoding") is not "UTF8")
            throw new StoreSetupException(
                "The encoding of the database is not UTF-8. Create it with createdb --encoding=UTF8 --template=template0."
            );
    }

    /// <summary>Throws when a schema is newer than this program.</summary>
    public static void CheckVersion(int version) => MigrationFile.CheckNotNewer(Prefix, version);

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
