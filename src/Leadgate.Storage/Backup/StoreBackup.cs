namespace Leadgate.Storage.Backup;

/// <summary>
/// Copies a whole store into one file while services use it. The copy is a snapshot of what was committed, is verified, and gets its name
/// only when it is on disk; its SHA-256 is written beside it. The store may have an earlier schema; nothing is written to it.
/// </summary>
/// <param name="from">The store.</param>
/// <param name="file">The file to write; it must not exist.</param>
/// <param name="report">Gets a line of progress.</param>
internal sealed class StoreBackup(StoreAddress from, string file, Action<string> report)
{
    /// <summary>Writes the backup.</summary>
    /// <param name="cancellation">Cancels the backup and deletes the unfinished file.</param>
    /// <returns>What the backup holds.</returns>
    /// <exception cref="StoreSetupException">It cannot be written; the message says why.</exception>
    public async Task<StoreContents> RunAsync(CancellationToken cancellation)
    {
        using var copy = AtomicFile.Create(file);
        using var sum = AtomicFile.Create(BackupChecksum.PathFor(file));
        report($"copying {from}");
        var contents =
            from.Scheme == StoreAddress.Sqlite
                ? await SqliteBackup.WriteAsync(from.Rest, copy, report, cancellation).ConfigureAwait(false)
                : await PostgresBackup.WriteAsync(from.Rest, copy, report, cancellation).ConfigureAwait(false);
        await BackupChecksum.WriteAsync(copy.Name, sum.Name, Path.GetFileName(file), cancellation).ConfigureAwait(false);
        copy.Finish();
        sum.Finish();
        return contents;
    }
}
