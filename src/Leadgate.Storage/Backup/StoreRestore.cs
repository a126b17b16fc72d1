namespace Leadgate.Storage.Backup;

/// <summary>
/// Restores a backup into a new store. If that fails, the target stays as empty as it was. New ids begin far above those of the backup,
/// because ids that were given out after it may be known to others and must not occur again.
/// </summary>
/// <param name="file">The backup.</param>
/// <param name="to">The new store: a file that does not exist, or an empty database.</param>
/// <param name="report">Gets a line of progress.</param>
/// <param name="requiresChecksum">Whether a backup without a checksum beside it is refused.</param>
internal sealed class StoreRestore(string file, StoreAddress to, Action<string> report, bool requiresChecksum = true)
{
    /// <summary>How many ids of bulks are skipped.</summary>
    public const long SkippedBulkIds = 1_000_000;

    /// <summary>How many ids of leads, and of vehicles, are skipped; a multiple of the blocks in which PostgreSQL gives them out.</summary>
    public const long SkippedLeadIds = 10_000_000;

    /// <summary>Restores the store and migrates it to this program's schema.</summary>
    /// <param name="cancellation">Stops; the target is then as empty as it was.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StoreSetupException">It cannot be restored; the message says why.</exception>
    public async Task<StoreContents> RunAsync(CancellationToken cancellation)
    {
        var engine = BackupKind.Detect(file);
        if (engine != to.Scheme)
        {
            throw new StoreSetupException(
                engine == StoreAddress.Sqlite
                    ? $"{file} is a backup of an SQLite store. Restore it with --database sqlite:PATH; leadgate migrate then "
                        + "copies that to PostgreSQL."
                    : $"{file} is a backup of a PostgreSQL store. Restore it with --database postgres://USER@HOST:PORT/DATABASE."
            );
        }

        await BackupChecksum.CheckAsync(file, requiresChecksum, cancellation).ConfigureAwait(false);
        report($"restoring {to}");
        return engine == StoreAddress.Sqlite
            ? await SqliteRestore.RunAsync(file, to.Rest, cancellation).ConfigureAwait(false)
            : await PostgresRestore.RunAsync(file, to.Rest, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Brings a restored store to this program's schema and ends its sessions: somebody who signed out after the backup must not be signed
    /// in again.
    /// </summary>
    internal static async Task PrepareAsync(StoreAddress address, CancellationToken cancellation)
    {
        await using var store = address.Open(TimeProvider.System);
        await store.Staff.EndSessionsAsync(cancellation).ConfigureAwait(false);
    }
}
