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

    /// <param name="migrate">See <see cref="MigrationFile.FindMissing"/>, and so <paramref name="report"/>.</param>
    public static void Run(SqliteConnection connection, bool migrate, Action<int, int> report)
    {
        // The lock is taken before the version is read, so that two processes that start together do not both migrate.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Convert.ToInt32(connection.Scalar("pragma user_version"), CultureInfo.InvariantCulture);
        foreach (var migration in MigrationFile.FindMissing(Prefix, version, migrate, report))
        {
            connection.Execute(migration.Sql);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {migration.Number}"));
        }

        transaction.Commit();
    }

    /// <summary>Creates the schema of a version in an empty database.</summary>
    public static void CreateSchema(SqliteConnection connection, int version)
    {
        MigrationFile.CheckNotNewer(Prefix, version);
        foreach (var migration in MigrationFile.All(Prefix).Where(migration => migration.Number <= version))
            connection.Execute(migration.Sql);
    }
}
