using Leadgate.Storage.Engines.Sqlite;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Backup;

/// <summary>
/// Copies an SQLite store with <c>VACUUM INTO</c>. It reads one snapshot, as any reader does, so writers continue (and the log grows until
/// it is done); the online backup API starts over whenever another process has written. Unlike a copy of pages it leaves out what was
/// erased (docs/decisions/0019).
/// </summary>
internal static class SqliteBackup
{
    public static async Task<StoreContents> WriteAsync(string path, AtomicFile copy, Action<string> report, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new StoreSetupException($"The database file {path} does not exist.");
        try
        {
            await copy.WaitAsync(Task.Run(() => CopyInto(path, copy.Name, cancellation), CancellationToken.None), report)
                .ConfigureAwait(false);
            report("verifying the backup");
            await using var connection = Open(copy.Name, SqliteOpenMode.ReadOnly);
            Check(connection, "quick_check");
            return await StoreContents.ReadAsync(connection, cancellation).ConfigureAwait(false);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteFailures.Interrupted && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        catch (SqliteException e)
        {
            throw new StoreSetupException(
                e.SqliteErrorCode switch
                {
                    SqliteFailures.Full => $"The backup cannot be written: the disk of {copy.Name} is full.",
                    _ => $"The database file {path} cannot be backed up: {SqliteFailures.Describe(e)}",
                },
                e
            );
        }
    }

    /// <summary>A connection of its own, without the pool.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    /// <summary>Throws when the engine finds a file damaged.</summary>
    /// <param name="connection">A connection to it.</param>
    /// <param name="pragma"><c>quick_check</c>, or <c>integrity_check</c>, which compares indexes with their tables too.</param>
    public static void Check(SqliteConnection connection, string pragma)
    {
        if (connection.Scalar($"pragma {pragma}(1)") is not "ok")
            throw SqliteFailures.Damaged();
    }

    private static void CopyInto(string path, string copy, CancellationToken cancellation)
    {
        using var connection = Open(path, SqliteOpenMode.ReadOnly);
        using var stop = cancellation.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
        cancellation.ThrowIfCancellationRequested();
        using var command = connection.Command("vacuum into @copy");
        command.Parameters.AddWithValue("@copy", copy);
        command.ExecuteNonQuery();
    }
}
