using System.Data.Common;
using Leadgate.Domain.Intake;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>Finds bulks.</summary>
internal static class BulkQueries
{
    private const string Columns = "id, status, created_at, created_by, total_records, error_records, corrected_records";

    private const string FindBulk = $"select {Columns} from bulk where id = @id";

    private const string FindLast = $"select {Columns} from bulk where id < @before order by id desc limit @limit";

    private const string FindLastOfSender = $"""
        select {Columns} from bulk where created_by = @sender and id < @before order by id desc limit @limit
        """;

    /// <summary>By time, which has an index: a key has the time of its bulk.</summary>
    private const string FindKeysOfBulk = """
        select key from idempotency_key where created_at = @at and bulk_id = @id
        """;

    private const string FindKey = "select bulk_id, fingerprint from idempotency_key where caller = @caller and key = @key";

    public static Task<StoredBulk?> FindAsync(StoreSession session, long id, CancellationToken cancellation) =>
        session.FindAsync(new Statement(FindBulk, ("@id", id)), ReadBulk, cancellation);

    /// <summary>
    /// What an idempotency key was first used for, or null. One query for each table: in a distributed store, they may be on different
    /// machines.
    /// </summary>
    public static async Task<AppendOutcome?> FindByKeyAsync(StoreSession session, IdempotencyKey key, CancellationToken cancellation)
    {
        var found = await session
            .FindAsync<(long BulkId, byte[] Fingerprint)?>(
                new Statement(FindKey, ("@caller", key.Caller), ("@key", key.Key)),
                row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
                cancellation
            )
            .ConfigureAwait(false);
        if (found is not var (bulkId, fingerprint))
            return null;
        if (await FindAsync(session, bulkId, cancellation).ConfigureAwait(false) is not { } bulk)
            return new AppendOutcome.KeyInUse();
        return fingerprint.AsSpan().SequenceEqual(key.Fingerprint.Span)
            ? new AppendOutcome.AlreadyStored(bulk)
            : new AppendOutcome.KeyReused();
    }

    /// <summary>See <see cref="ILeadStore.FindBulksAsync"/>.</summary>
    public static async Task<IReadOnlyList<StoredBulk>> FindLastAsync(
        StoreSession session,
        string? sender,
        long? before,
        int limit,
        CancellationToken cancellation
    )
    {
        var last = ("@before", (SqlValue)(before ?? long.MaxValue));
        var find = sender is null
            ? new Statement(FindLast, last, ("@limit", limit))
            : new Statement(FindLastOfSender, ("@sender", sender), last, ("@limit", limit));
        return await session.QueryAsync(find, ReadBulk, cancellation).ConfigureAwait(false);
    }

    /// <summary>See <see cref="ILeadStore.FindIdempotencyKeysAsync"/>.</summary>
    public static async Task<IReadOnlyList<string>> FindKeysAsync(StoreSession session, StoredBulk bulk, CancellationToken cancellation) =>
        await session
            .QueryAsync(new Statement(FindKeysOfBulk, ("@at", bulk.CreatedAt), ("@id", bulk.Id)), row => row.GetString(0), cancellation)
            .ConfigureAwait(false);

    private static StoredBulk ReadBulk(DbDataReader row) =>
        new(row.GetInt64(0), (BulkStatus)row.GetInt32(1), row.GetTimestamp(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5))
        {
            CorrectedRecords = row.GetInt32(6),
        };
}
