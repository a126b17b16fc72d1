using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Backup;

/// <summary>What a store knows of its own backups: when the last good one began, and which node makes the scheduled ones.</summary>
internal sealed class BackupStore(IStoreEngine engine)
{
    /// <summary>How long a node may make a backup without prolonging the lease: once it has passed, another node makes it.</summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(1);

    /// <summary>A lead with errors stays counted among them when it is corrected, and may be deleted when its time is over.</summary>
    private const string CountIncomplete = """
        select count(*) from bulk
        where total_records - error_records + corrected_records <> (select count(*) from lead where lead.bulk_id = bulk.id)
        """;

    private readonly NodeLease _lease = new(Counters.BackupLease, LeaseLength);

    /// <summary>When the last good backup began, UTC; null if there is none.</summary>
    public async Task<DateTime?> ReadLastAsync(CancellationToken cancellation) =>
        await engine.ReadAsync((session, token) => session.ReadCounterAsync(Counters.BackedUp, token), cancellation).ConfigureAwait(false)
            is > 0
                and var milliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            : null;

    /// <summary>Records a good backup.</summary>
    /// <param name="began">When it began, UTC.</param>
    public Task RecordAsync(DateTime began, CancellationToken cancellation) =>
        engine.ExecuteAsync([Counters.SetOrAdd(Counters.BackedUp, new DateTimeOffset(began).ToUnixTimeMilliseconds())], cancellation);

    /// <summary>Takes the work on a backup that is due, or prolongs it.</summary>
    /// <param name="due">No node has to do it if a good backup began at that time or later.</param>
    /// <returns>False if another node does it or has done it.</returns>
    public Task<bool> TryTakeAsync(DateTime due, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                await transaction.ExecuteAsync(Counters.Add(Counters.BackupLease, 0), token).ConfigureAwait(false);
                if (!await _lease.TryTakeAsync(transaction, engine.ReadClock(), token).ConfigureAwait(false))
                    return false;
                return await transaction.ReadCounterAsync(Counters.BackedUp, token).ConfigureAwait(false)
                    < new DateTimeOffset(due).ToUnixTimeMilliseconds();
            },
            cancellation
        );

    /// <summary>Lets another node make the next one.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) => engine.ExecuteAsync([_lease.CreateRelease()], cancellation);

    /// <summary>How many bulks have more or fewer valid leads than they say.</summary>
    public Task<long> CountIncompleteBulksAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) => session.FindAsync(new Statement(CountIncomplete), row => row.GetInt64(0), token),
            cancellation
        );
}
