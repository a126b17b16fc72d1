using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>The settings that make a commit return only when its log is on disk.</summary>
internal static class SqliteDurability
{
    private const int Full = 2;

    /// <summary>WAL with full synchronization.</summary>
    public static void Set(SqliteConnection connection)
    {
        connection.Execute("pragma journal_mode = wal");
        connection.Execute("pragma synchronous = full");
    }

    /// <summary>
    /// Reads the settings back: SQLite does not fail when it cannot apply them, for example WAL on a file system without shared memory.
    /// </summary>
    /// <exception cref="StoreSetupException">An acknowledged bulk could be lost.</exception>
    public static void Check(SqliteConnection connection)
    {
        var journal = connection.Scalar("pragma journal_mode") as string;
        var synchronous = Convert.ToInt32(connection.Scalar("pragma synchronous"), CultureInfo.InvariantCulture);
        if (journal == "wal" && synchronous >= Full)
            return;
        throw new StoreSetupException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SQLite uses journal_mode = {journal} and synchronous = {synchronous} instead of wal and {Full}, so acknowledged bulks "
            ) + "could be lost in a power failure. Put the database file on a local disk."
        );
    }
}
