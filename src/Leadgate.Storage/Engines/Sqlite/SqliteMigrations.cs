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

    /// <param name="options">See <see cref="MigrationFile.FindMissing"/>.</param>
    public static void Run(SqliteConnection connection, StoreOptions options)
    {
        // The lock is taken before the version is read, so that two processes that start together do not both migrate.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = ReadVersion(connection);
        MigrationFile.Run(
            MigrationFile.FindMissing(Prefix, version, options),
            version,
            options,
            migration =>
            {
                connection.Execute(migration.Sql);
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {migration.Number}"));
            }
        );
        transaction.Commit();
    }

    /// <summary>The schema of a database; 0 if it is empty.</summary>
    public static int ReadVersion(SqliteConnection connection) =>
        Convert.ToInt32(connection.Scalar("pragma user_version"), CultureInfo.InvariantCulture);

    /// <summary>Creates the schema of a version in an empty database.</summary>
    public static void CreateSchema(SqliteConnection connection, int version)
    {
        MigrationFile.CheckNotNewer(version);
        foreach (var migration in MigrationFile.All(Prefix).Where(migration => migration.Number <= version))
            connection.Execute(migration.Sql);
    }
}
