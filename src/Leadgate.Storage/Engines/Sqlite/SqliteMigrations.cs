using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// Brings a database to the schema of this program: each file of <c>Migrations</c>, once, in order. <c>user_version</c> holds the
/// number of the last one.
/// </summary>
internal static class SqliteMigrations
{
    private const string Prefix = "sqlite/";

    /// <param name="connection">The connection.</param>
    /// <param name="migrate">Whether a store of an earlier schema is migrated; otherwise it is refused.</param>
    /// <param name="report">See <see cref="StoreOptions.ReportMigration"/>.</param>
    public static void Run(SqliteConnection connection, bool migrate, Action<int, int> report)
    {
        var migrations = MigrationFile.All(Prefix);

        // The lock is taken before the version is read, so that two processes that start together do not both migrate.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Convert.ToInt32(connection.Scalar("pragma user_version"), CultureInfo.InvariantCulture);
        if (version > migrations[^1].Number)
        {
            throw new StoreSetupException(
                $"The database has schema {version}, and this program supports {migrations[^1].Number} at most. Start a newer program."
            );
        }

        if (!migrate)
            MigrationFile.CheckUpToDate(version, migrations[^1].Number);
        if (version > 0 && version < migrations[^1].Number)
            report(version, migrations[^1].Number);
        foreach (var migration in migrations.Where(migration => migration.Number > version))
        {
            connection.Execute(migration.Sql);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {migration.Number}"));
        }

        transaction.Commit();
    }
}
