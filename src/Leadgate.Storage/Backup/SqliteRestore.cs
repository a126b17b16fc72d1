using System.Globalization;
using Leadgate.Storage.Engines.Sqlite;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Backup;

/// <summary>Restores a backup into a new SQLite file: it is copied, verified and migrated under a temporary name.</summary>
internal static class SqliteRestore
{
    private static readonly string RaiseIds = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        update counter set value = value + iif(name = 'bulk', {StoreRestore.SkippedBulkIds}, {StoreRestore.SkippedLeadIds})
        where name in ('bulk', 'lead', 'vehicle')
        """
    );

    public static async Task<StoreContents> RunAsync(string file, string path, CancellationToken cancellation)
    {
        // A copy of the file alone would silently miss the transactions in its log.
        if (FindBeside(file, "-wal", "-journal").FirstOrDefault(log => log.Length > 0) is { } log)
            throw new StoreSetupException(
                $"{file} is a database in use, because {log.Name} is beside it. Back it up with leadgate backup, and restore the backup."
            );
        if (FindBeside(path, "-wal", "-shm", "-journal").FirstOrDefault() is { } leftover)
            throw new StoreSetupException($"{leftover.FullName} is left over from another store. Move it away, or choose another file.");
        OwnerOnly.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var store = AtomicFile.Create(path);
        try
        {
            await CopyAsync(file, store.Name, cancellation).ConfigureAwait(false);
            Check(file, store.Name);
            await StoreRestore.PrepareAsync(new StoreAddress(StoreAddress.Sqlite, store.Name), cancellation).ConfigureAwait(false);

            StoreContents contents;
            await using (var connection = SqliteBackup.Open(store.Name, SqliteOpenMode.ReadWrite))
            {
                connection.Execute(RaiseIds);
                contents = await StoreContents.VerifyAsync(connection, cancellation).ConfigureAwait(false);
            }

            store.Finish();
            return contents;
        }
        catch (SqliteException e)
        {
            throw new StoreSetupException(
                e.SqliteErrorCode == SqliteFailures.Error
                    ? $"{file} is an SQLite database, but not a backup of Leadgate."
                    : $"{file} cannot be restored: {SqliteFailures.Describe(e)}",
                e
            );
        }
    }

    private static IEnumerable<FileInfo> FindBeside(string path, params string[] suffixes) =>
        suffixes.Select(suffix => new FileInfo(path + suffix)).Where(file => file.Exists);

    private static async Task CopyAsync(string from, string to, CancellationToken cancellation)
    {
        await using var source = File.OpenRead(from);
        await using var target = new FileStream(to, FileMode.Open, FileAccess.Write);
        await source.CopyToAsync(target, cancellation).ConfigureAwait(false);
    }

    private static void Check(string file, string path)
    {
        using var connection = SqliteBackup.Open(path, SqliteOpenMode.ReadWrite);
        connection.Execute("pragma trusted_schema = off");
        SqliteBackup.Check(connection, "integrity_check");

        // The engine reads the missing end of the last page as zeros.
        if (
            connection.Scalar("select page_count * page_size from pragma_page_count, pragma_page_size") is not long size
            || size > new FileInfo(path).Length
        )
            throw new StoreSetupException($"{file} is damaged: its end is missing.");
        if (connection.Scalar("select count(*) from sqlite_master where type = 'table' and name in ('bulk', 'lead')") is not 2L)
            throw new StoreSetupException($"{file} is an SQLite database, but not a backup of Leadgate.");
        SqliteSchemaCheck.Check(file, connection);
    }
}
