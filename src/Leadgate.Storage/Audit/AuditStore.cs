using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
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

    /// <summary>Reading so many entries takes some hundredths of a second.</summary>
    private const int MaxSearched = 20_000;

    /// <summary>
    /// The last of the oldest entries from before a time, at most a number of them, and how many they are. They end before the first entry
    /// from after that time, even if one that a wrong clock dated earlier follows. The newest entry is never deleted, because the next one
    /// continues its hash.
    /// </summary>
    private const string FindTrimmed = """
        select id, hash, id - (select min(id) from audit_entry) + 1, (select at from audit_entry order by id limit 1), at from audit_entry
        where id < (select max(id) from audit_entry) and id < (select min(id) from audit_entry) + @limit and id < coalesce(
            (select min(id) from audit_entry where at >= @before and id < (select min(id) from audit_entry) + @limit), 9223372036854775807
        )
        order by id desc limit 1
        """;

    /// <summary>Appends an entry in a transaction of its own; it is on disk when this returns.</summary>
    public Task<AuditEntry> AppendAsync(AuditEvent what, CancellationToken cancellation) =>
        engine.WriteAsync((transaction, token) => AppendAsync(transaction, what, token), cancellation);

    /// <summary>Appends entries in one transaction.</summary>
    public Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                foreach (var what in events)
                    await AppendAsync(transaction, what, token).ConfigureAwait(false);
                return events.Count;
            },
            cancellation
        );

    /// <summary>Where the trail begins and ends, with the hash of the last entry; null if it is empty.</summary>
    public Task<AuditExtent?> ReadExtentAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) =>
                session.FindAsync(
                    new Statement("select (select min(id) from audit_entry), id, hash from audit_entry order by id desc limit 1"),
                    row => new AuditExtent(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
                    token
                ),
            cancellation
        );

    /// <summary>The id of this store, which checkpoints name; it is chosen when it is first needed.</summary>
    public async Task<long> EnsureStoreIdAsync(CancellationToken cancellation)
    {
        if (await ReadStoreIdAsync(cancellation).ConfigureAwait(false) is > 0 and var known)
            return known;
        return await engine.WriteAsync(EnsureStoreIdAsync, cancellation).ConfigureAwait(false);
    }

    /// <summary>The id of this store; 0 if none was needed yet.</summary>
    public Task<long> ReadStoreIdAsync(CancellationToken cancellation) => ReadCounterAsync(Counters.StoreId, cancellation);

    /// <summary>The last entry that the guard of the table allows to be deleted.</summary>
    public Task<long> ReadDeletableIdAsync(CancellationToken cancellation) => ReadCounterAsync(Counters.AuditTrimmed, cancellation);

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

    /// <summary>
    /// Entries by their ids, the newest first. Only so many are looked at, because no index knows who did what: a page may be empty
    /// although older entries match.
    /// </summary>
    /// <param name="beforeId">Only entries before this one.</param>
    /// <param name="limit">The most entries to return.</param>
    public Task<AuditPage> ReadPageAsync(AuditFilter filter, long beforeId, int limit, CancellationToken cancellation) =>
        engine.ReadAsync(
            async (session, token) =>
            {
                var first = await session
                    .FindAsync(new Statement("select coalesce(min(id), 0) from audit_entry"), row => row.GetInt64(0), token)
                    .ConfigureAwait(false);
                var last = await session.ReadCounterAsync(Counters.Audit, token).ConfigureAwait(false);
                var from = filter.IsEmpty ? first : Math.Max(first, Math.Min(beforeId, last + 1) - MaxSearched);
                var entries = await session.QueryAsync(CreatePage(filter, beforeId, from, limit), ReadEntry, token).ConfigureAwait(false);
                var reached = entries.Count == limit ? entries[^1].Id : from;
                return new AuditPage(entries, reached > first && first > 0 ? reached : null);
            },
            cancellation
        );

    /// <summary>The id that was given out last; 0 when there is none.</summary>
    public Task<long> ReadLastIdAsync(CancellationToken cancellation) => ReadCounterAsync(Counters.Audit, cancellation);

    /// <summary>Deletes the oldest entries, and appends one that records it.</summary>
    /// <param name="before">Entries from before this time are deleted, UTC.</param>
    /// <param name="limit">The most entries at once.</param>
    /// <param name="key">Signs the entry that records it; null if there is no key.</param>
    /// <returns>How many were deleted; 0 when there are no more.</returns>
    public Task<long> TrimAsync(DateTime before, int limit, AuditSigningKey? key, CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                // Another node may be trimming too.
                await transaction.ExecuteAsync(Counters.Lock(Counters.Audit), token).ConfigureAwait(false);
                var last = await transaction
                    .FindAsync(
                        new Statement(FindTrimmed, ("@before", before), ("@limit", limit)),
                        row => new AuditTrim(
                            StoreId: 0,
                            row.GetInt64(0),
                            row.GetFieldValue<byte[]>(1),
                            row.GetInt64(2),
                            row.GetTimestamp(3),
                            row.GetTimestamp(4)
                        ),
                        token
                    )
                    .ConfigureAwait(false);
                if (last is null)
                    return 0;
                var trim = last with { StoreId = await EnsureStoreIdAsync(transaction, token).ConfigureAwait(false) };
                await AppendAsync(transaction, trim.ToEvent(key), token).ConfigureAwait(false);
                await transaction
                    .ExecuteAsync(
                        [
                            Counters.Set(Counters.AuditTrimmed, trim.LastId),
                            new Statement("delete from audit_entry where id <= @id", ("@id", trim.LastId)),
                        ],
                        token
                    )
                    .ConfigureAwait(false);
                return trim.Count;
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

    private static async Task<long> EnsureStoreIdAsync(StoreTransaction transaction, CancellationToken cancellation)
    {
        var chosen = BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        await transaction.ExecuteAsync(Counters.Add(Counters.StoreId, Math.Max(chosen, 1)), cancellation).ConfigureAwait(false);
        return await transaction.ReadCounterAsync(Counters.StoreId, cancellation).ConfigureAwait(false);
    }

    private static Statement CreatePage(AuditFilter filter, long beforeId, long fromId, int limit)
    {
        List<string> conditions = ["id < @before", "id >= @first"];
        List<(string Name, SqlValue Value)> values = [("@before", beforeId), ("@first", fromId), ("@limit", limit)];
        Add("actor = @actor", "@actor", filter.Actor);
        Add("action = @action", "@action", filter.Action);
        Add("record = @record", "@record", filter.Record);
        Add("at >= @from", "@from", filter.From);
        Add("at < @until", "@until", filter.Before);
        return new Statement(
            $"select {Columns} from audit_entry where {string.Join(" and ", conditions)} order by id desc limit @limit",
            values
        );

        void Add(string condition, string name, SqlValue value)
        {
            if (value.Value is null)
                return;
            conditions.Add(condition);
            values.Add((name, value));
        }
    }

    private Task<long> ReadCounterAsync(string name, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.ReadCounterAsync(name, token), cancellation);

    private static AuditEntry ReadEntry(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetTimestamp(1),
            new AuditEvent(row.GetString(2), row.GetString(3), row.GetString(4), row.GetStringOrNull(5), row.GetStringOrNull(6)),
            row.GetFieldValue<byte[]>(7),
            row.GetFieldValue<byte[]>(8)
        );
}
