using System.Data.Common;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Audit;

/// <summary>
/// The audit trail (docs/decisions/0015). The other stores record their changes in the same transaction with
/// <see cref="AppendAsync(StoreTransaction, AuditEvent, CancellationToken)"/>.
/// </summary>
internal sealed class AuditStore(IStoreEngine engine)
{
    private const string Columns = "id, at, action, actor, came_from, record, detail, previous, hash";

    /// <summary>
    /// The last of the oldest entries from before a time, at most a number of them, and how many they are. They end before the first entry
    /// from after that time, even if one that a wrong clock dated earlier follows. The newest entry is never deleted, because the next one
    /// continues its hash.
    /// </summary>
    private const string FindTrimmed = """
        select id, hash, id - (select min(id) from audit_entry) + 1 from audit_entry
        where id < (select max(id) from audit_entry) and id < (select min(id) from audit_entry) + @limit and id < coalesce(
            (select min(id) from audit_entry where at >= @before and id < (select min(id) from audit_entry) + @limit), 9223372036854775807
        )
        order by id desc limit 1
        """;

    /// <summary>Appends an entry in a transaction of its own; it is on disk when this returns.</summary>
    public Task<AuditEntry> AppendAsync(AuditEvent what, CancellationToken cancellation) =>
        engine.WriteAsync((transaction, token) => AppendAsync(transaction, what, token), cancellation);

    /// <summary>The next entries by their ids.</summary>
    /// <param name="afterId">The id of the last entry that was read; 0 to begin.</param>
    /// <param name="limit">The most entries to read.</param>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long afterId, int limit, CancellationToken cancellation)
    {
        var next = new Statement(
            $"select {Columns} from audit_entry where id > @after order by id limit @limit",
            ("@after", afterId),
            ("@limit", limit)
        );
        return await engine.ReadAsync((session, token) => session.QueryAsync(next, ReadEntry, token), cancellation).ConfigureAwait(false);
    }

    /// <summary>The id that was given out last; 0 when there is none.</summary>
    public Task<long> ReadLastIdAsync(CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.ReadCounterAsync(Counters.Audit, token), cancellation);

    /// <summary>Deletes the oldest entries, and appends one that records it.</summary>
    /// <param name="before">Entries from before this time are deleted, UTC.</param>
    /// <param name="limit">The most entries at once.</param>
    /// <returns>How many were deleted; 0 when there are no more.</returns>
    public Task<long> TrimAsync(DateTime before, int limit, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                // Another node may be trimming too.
                await transaction.ExecuteAsync(Counters.Lock(Counters.Audit), token).ConfigureAwait(false);
                var last = await transaction
                    .FindAsync<(long Id, byte[] Hash, long Count)?>(
                        new Statement(FindTrimmed, ("@before", before), ("@limit", limit)),
                        row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2)),
                        token
                    )
                    .ConfigureAwait(false);
                if (last is not var (id, hash, count))
                    return 0;
                await AppendAsync(transaction, AuditVerification.CreateTrimEvent(id, hash, count), token).ConfigureAwait(false);
                await transaction
                    .ExecuteAsync(
                        [Counters.Set(Counters.AuditTrimmed, id), new Statement("delete from audit_entry where id <= @id", ("@id", id))],
                        token
                    )
                    .ConfigureAwait(false);
                return count;
            },
            cancellation
        );

    /// <summary>
    /// Appends an entry for the changes of a transaction. It takes the lock that every append takes, so it comes last in a transaction:
    /// other appends then wait only briefly.
    /// </summary>
    public static async Task<AuditEntry> AppendAsync(StoreTransaction transaction, AuditEvent what, CancellationToken cancellation)
    {
        // The time is read after the lock was taken, so that times follow the order of ids also where transactions began in another order.
        var id = await transaction.RaiseAsync(Counters.Audit, cancellation).ConfigureAwait(false);
        var previous = await transaction
            .FindAsync(
                new Statement("select hash from audit_entry order by id desc limit 1"),
                row => row.GetFieldValue<byte[]>(0),
                cancellation
            )
            .ConfigureAwait(false);
        var entry = AuditEntry.Next(id, transaction.TakeTime(), what, previous ?? AuditEntry.InitialHash);
        await transaction
            .ExecuteAsync(
                new Statement(
                    $"insert into audit_entry ({Columns}) values (@id, @at, @action, @actor, @from, @record, @detail, @previous, @hash)",
                    ("@id", entry.Id),
                    ("@at", entry.At),
                    ("@action", what.Action),
                    ("@actor", what.Actor),
                    ("@from", what.Origin),
                    ("@record", what.Record),
                    ("@detail", what.Detail),
                    ("@previous", entry.Previous),
                    ("@hash", entry.Hash)
                ),
                cancellation
            )
            .ConfigureAwait(false);
        return entry;
    }

    private static AuditEntry ReadEntry(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetTimestamp(1),
            new AuditEvent(row.GetString(2), row.GetString(3), row.GetString(4), row.GetStringOrNull(5), row.GetStringOrNull(6)),
            row.GetFieldValue<byte[]>(7),
            row.GetFieldValue<byte[]>(8)
        );
}
