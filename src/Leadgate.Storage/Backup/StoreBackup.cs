namespace Leadgate.Storage.Backup;

/// <summary>
/// Copies a whole store into one file while services use it. The copy is a snapshot of what was committed, is verified, and gets its name
/// only when it is on disk; its SHA-256 is written beside it. The store may have an earlier schema; nothing is written to it.
/// </summary>
/// <param name="from">The store.</param>
/// <param name="file">The file to make; it must not exist.</param>
/// <param name="report">Gets a line of progress.</param>
internal sealed class StoreBackup(StoreAddress from, string file, Action<string> report)
{
    /// <summary>Makes the copy.</summary>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    /// <returns>What the copy holds.</returns>
    /// <exception cref="StoreSetupException">It cannot be made; the message says why.</exception>
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
