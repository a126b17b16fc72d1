using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Audit;
using Leadgate.Storage;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Backups;

/// <summary>Restores a backup into a place of its own that is deleted afterwards, and reads what it holds with this program.</summary>
internal static class BackupVerification
{
    /// <summary>How many of the newest bulks are read with their leads.</summary>
    private const int ReadBulks = 20;

    private const int ReadLeads = 1000;

    /// <param name="beside">The store on whose server a backup of PostgreSQL is restored.</param>
    /// <param name="into">An empty place to restore into, which stays as it is afterwards; null for a temporary one.</param>
    /// <param name="expected">What the backup must hold; null if nobody knows.</param>
    /// <returns>What the backup holds, in words.</returns>
    /// <exception cref="StoreSetupException">The backup is not good, or could not be verified; the message says why.</exception>
    public static async Task<string> RunAsync(
        string file,
        StoreAddress beside,
        StoreAddress? into,
        StoreContents? expected,
        bool requiresChecksum,
        CancellationToken cancellation
    )
    {
        if (into is not null)
            return await VerifyAsync(file, into, expected, requiresChecksum, cancellation);
        var isFile = BackupKind.Detect(file) == StoreAddress.Sqlite;
        if (!isFile && beside.Scheme == StoreAddress.Sqlite)
        {
            throw new StoreSetupException(
                $"{file} is a backup of a PostgreSQL store. Name a server to restore it on with --database "
                    + "postgres://USER@HOST:PORT/DATABASE."
            );
        }

        await using var scratch = isFile ? ScratchStore.CreateFile() : await ScratchStore.CreateDatabaseAsync(beside, cancellation);
        return await VerifyAsync(file, scratch.Address, expected, requiresChecksum, cancellation);
    }

    private static async Task<string> VerifyAsync(
        string file,
        StoreAddress into,
        StoreContents? expected,
        bool requiresChecksum,
        CancellationToken cancellation
    )
    {
        var contents = await new StoreRestore(file, into, _ => { }, requiresChecksum).RunAsync(cancellation);
        if (expected is not null && contents != expected)
            throw new StoreSetupException($"The backup does not hold what was backed up: {contents} in place of {expected}.");
        await using var store = into.Open(TimeProvider.System, new StoreOptions { Migrates = false });
        try
        {
            var audit = await AuditReport.CreateAsync(store.Audit, AuditEvidence.None, [], _ => { }, cancellation);
            if (audit.Findings.Count > 0)
                throw new StoreSetupException($"The audit trail in the backup is not intact: {audit.Findings[0]}");
            if (await store.Backups.CountIncompleteBulksAsync(cancellation) is > 0 and var incomplete)
            {
                throw new StoreSetupException(
                    string.Create(CultureInfo.InvariantCulture, $"The backup is not complete: leads of {incomplete} bulks are missing.")
                );
            }

            var read = await ReadLeadsAsync(store, cancellation);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{contents}; {audit.Count:N0} audit entries, intact; every bulk complete, and {read:N0} of the newest leads read"
            );
        }
        catch (StoreUnavailableException e)
        {
            throw new StoreSetupException($"The restored backup cannot be read: {e.Message}", e);
        }
    }

    private static async Task<int> ReadLeadsAsync(ILeadStore store, CancellationToken cancellation)
    {
        var catalog = await store.Lists.ReadAsync(cancellation);
        var count = 0;
        foreach (var bulk in await store.FindBulksAsync(null, null, ReadBulks, cancellation))
            count += (await store.ReadLeadsAsync(bulk.Id, 0, ReadLeads, catalog, cancellation)).Count;
        return count;
    }
}
