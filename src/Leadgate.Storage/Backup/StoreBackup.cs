namespace Leadgate.Storage.Backup;

/// <summary>
/// Copies a whole store into one file while services use it. The copy is of one moment, holds only what was committed, is looked through,
/// and has its name only when it is on disk; its SHA-256 is put beside it. The store's schema may be any; nothing is written to the store.
/// </summary>
/// <param name="from">The store.</param>
/// <param name="file">The file to make; none of that name may be there.</param>
/// <param name="tell">Takes a line of progress.</param>
internal sealed class StoreBackup(StoreAddress from, string file, Action<string> tell)
{
    /// <summary>Makes the copy.</summary>
    /// <param name="cancellation">Gives up; nothing is left behind.</param>
    /// <returns>What the copy holds.</returns>
    /// <exception cref="StoreSetupException">It cannot be made; the message says why.</exception>
    public async Task<StoreContents> RunAsync(CancellationToken cancellation)
    {
        using var copy = AtomicFile.Create(file);
        using var sum = AtomicFile.Create(BackupChecksum.Of(file));
        tell($"copying {from}");
        var contents =
            from.Scheme == StoreAddress.Sqlite
                ? await SqliteBackup.WriteAsync(from.Rest, copy, tell, cancellation).ConfigureAwait(false)
                : await PostgresBackup.WriteAsync(from.Rest, copy, tell, cancellation).ConfigureAwait(false);
        await BackupChecksum.WriteAsync(copy.Name, sum.Name, Path.GetFileName(file), cancellation).ConfigureAwait(false);
        copy.Finish();
        sum.Finish();
        return contents;
    }
}
