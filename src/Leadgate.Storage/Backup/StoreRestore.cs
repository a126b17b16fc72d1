namespace Leadgate.Storage.Backup;

/// <summary>
/// Makes a store of a backup, in a place where there is none: wholly, or not at all. New ids begin far above those of the backup, because
/// those that were given out after it may be known to others and must not come again.
/// </summary>
/// <param name="file">The backup.</param>
/// <param name="to">Where the store is to be: a file that does not exist, or an empty database.</param>
/// <param name="tell">Takes a line of progress.</param>
internal sealed class StoreRestore(string file, StoreAddress to, Action<string> tell)
{
    /// <summary>So many ids of bulks are passed over.</summary>
    public const long BulkIdsPassedOver = 1_000_000;

    /// <summary>Nobody is signed in to a store that was restored: who had signed out, or was shown out, since the backup would be in again.</summary>
    public const string EndSessions = "delete from staff_session";

    /// <summary>So many ids of leads, and of vehicles, are passed over; a multiple of the blocks in which PostgreSQL gives them.</summary>
    public const long LeadIdsPassedOver = 10_000_000;

    /// <summary>Makes the store and brings it to this program's schema.</summary>
    /// <param name="cancellation">Gives up; the place is then as empty as it was.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StoreSetupException">It cannot be made; the message says why.</exception>
    public async Task<StoreContents> RunAsync(CancellationToken cancellation)
    {
        var kind = BackupKind.Of(file);
        if (kind != to.Scheme)
        {
            throw new StoreSetupException(
                kind == StoreAddress.Sqlite
                    ? $"{file} is a backup of an SQLite store. Restore it with --database sqlite:PATH; leadgate migrate then copies that to PostgreSQL."
                    : $"{file} is a backup of a PostgreSQL store. Restore it with --database postgres://USER:PASSWORD@HOST:PORT/DATABASE."
            );
        }

        await BackupChecksum.CheckAsync(file, cancellation).ConfigureAwait(false);
        tell($"restoring {to}");
        return kind == StoreAddress.Sqlite
            ? await SqliteRestore.RunAsync(file, to.Rest, cancellation).ConfigureAwait(false)
            : await PostgresRestore.RunAsync(file, to.Rest, cancellation).ConfigureAwait(false);
    }
}
