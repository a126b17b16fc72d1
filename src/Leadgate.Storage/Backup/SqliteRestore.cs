using System.Globalization;
using Leadgate.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Backup;

/// <summary>Makes an SQLite store of a backup: copied, looked through and brought to this program's schema under another name.</summary>
internal static class SqliteRestore
{
    public static async Task<StoreContents> RunAsync(string file, string path, CancellationToken cancellation)
    {
        // A copy of the file alone would silently lack what is in the log.
        if (Left(file, "-wal", "-journal").FirstOrDefault(log => log.Length > 0) is { } log)
            throw new StoreSetupException(
                $"{file} is a database in use, for {log.Name} is beside it. Make a backup of it with leadgate backup, and restore that."
            );
        if (Left(path, "-wal", "-shm", "-journal").FirstOrDefault() is { } left)
            throw new StoreSetupException(
                $"{left.FullName} is there: something is left of another store. Move it away, or name another file."
            );
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var store = AtomicFile.Create(path);
        try
        {
            await CopyAsync(file, store.Name, cancellation).ConfigureAwait(false);
            Prepare(file, store.Name);

            // Opening brings the schema up to date.
            await using (SqliteLeadStore.Open(store.Name, TimeProvider.System)) { }

            StoreContents contents;
            await using (var connection = SqliteBackup.Open(store.Name, SqliteOpenMode.ReadWrite))
            {
                connection.Execute(StoreRestore.EndSessions);
                contents = await StoreContents.ReadAsync(connection, cancellation).ConfigureAwait(false);
            }

            store.Finish();
            return contents;
        }
        catch (SqliteException e)
        {
            throw new StoreSetupException(
                e.SqliteErrorCode == 1
                    ? $"{file} is an SQLite database, but no backup of Leadgate."
                    : $"{file} cannot be restored: {SqliteConnections.Reason(e)}",
                e
            );
        }
    }

    private static IEnumerable<FileInfo> Left(string path, params string[] suffixes) =>
        suffixes.Select(suffix => new FileInfo(path + suffix)).Where(file => file.Exists);

    private static async Task CopyAsync(string from, string to, CancellationToken cancellation)
    {
        await using var source = File.OpenRead(from);
        await using var target = new FileStream(to, FileMode.Open, FileAccess.Write);
        await source.CopyToAsync(target, cancellation).ConfigureAwait(false);
    }

    private static void Prepare(string file, string path)
    {
        using var connection = SqliteBackup.Open(path, SqliteOpenMode.ReadWrite);
        SqliteBackup.Check(connection, "integrity_check");

        // The engine takes what is missing from the last page for zeros.
        if (
            connection.Scalar("select page_count * page_size from pragma_page_count, pragma_page_size") is not long size
            || size > new FileInfo(path).Length
        )
            throw new StoreSetupException($"{file} is damaged: its end is missing.");
        if (connection.Scalar("select count(*) from sqlite_master where name in ('sequence', 'bulk', 'lead')") is not 3L)
            throw new StoreSetupException($"{file} is an SQLite database, but no backup of Leadgate.");
        using var raise = connection.Command(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                update sequence set last = last + iif(name = 'bulk', {StoreRestore.BulkIdsPassedOver}, {StoreRestore.LeadIdsPassedOver}) where name in ('bulk', 'lead', 'vehicle')
                """
            )
        );
        raise.ExecuteNonQuery();
    }
}
