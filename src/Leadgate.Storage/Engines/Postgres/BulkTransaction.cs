using Leadgate.Domain.Intake;
using Leadgate.Storage.Leads;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Stores a group of bulks in one transaction: keys and ids, the rows, the commit.</summary>
/// <param name="connection">The writer's connection.</param>
/// <param name="settings">The statements that set what holds for this transaction.</param>
/// <param name="warnings">Judges what the server says about the commit.</param>
/// <param name="ids">Where the ids of leads and vehicles come from.</param>
internal sealed class BulkTransaction(NpgsqlConnection connection, IReadOnlyList<string> settings, CommitWarnings warnings, IdAllocator ids)
{
    // Sorted by the caller, so that two nodes with the same keys wait for each other in one order and never deadlock.
    private const string InsertKeys = """
        insert into idempotency_key (caller, key, fingerprint, bulk_id, created_at)
        select k.caller, k.key, k.fingerprint, nextval('bulk_id_seq'), @now
        from unnest(@callers, @keys, @fingerprints) as k (caller, key, fingerprint)
        on conflict (caller, key) do nothing
        returning caller, key, bulk_id
        """;

    /// <summary>
    /// The number of leads up to which INSERT is faster than COPY, as bench/results/postgres.md shows: 1.6 times for one, equal for twenty.
    /// </summary>
    private const int FewLeads = 16;

    private const string TakeBulkIds = "select nextval('bulk_id_seq') from generate_series(1, @count)";

    /// <summary>Whether a failure came while it took the bulks' keys, for which it waits if another transaction has them.</summary>
    public bool IsTakingKeys { get; private set; }

    /// <summary>Stores all bulks or none.</summary>
    /// <param name="group">The bulks; no two have the same key.</param>
    /// <param name="now">The time that they are dated.</param>
    /// <returns>The outcome of each; null where another bulk has its key.</returns>
    public async Task<AppendOutcome.Stored?[]> RunAsync(IReadOnlyList<NewBulk> group, DateTime now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        IsTakingKeys = group.Any(bulk => bulk.Key is not null);
        var bulkIds = await TakeKeysAndIdsAsync(group, now, cancellation).ConfigureAwait(false);
        IsTakingKeys = false;
        var numbered = new List<NumberedBulk>(group.Count);
        var stored = new AppendOutcome.Stored?[group.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            if (bulkIds[i] is not { } id)
                continue;
            var (bulk, leads) = (group[i], group[i].Bulk.Leads);
            var row = new StoredBulk(id, BulkStatus.Completed, now, bulk.CreatedBy, leads.Count, bulk.Bulk.ErrorRecords);
            var assigned = await ids.TakeAsync(connection, leads, cancellation).ConfigureAwait(false);
            numbered.Add(new NumberedBulk(row, bulk, assigned));
            stored[i] = new AppendOutcome.Stored(row, assigned);
        }

        if (numbered.Count == 0)
            return stored;
        if (numbered.Sum(bulk => bulk.Stored.TotalRecords) <= FewLeads)
        {
            await warnings
                .RunAsync(
                    connection,
                    () => Task.CompletedTask,
                    () => new PostgresBulkInserts(connection).WriteAndCommitAsync(numbered, CancellationToken.None)
                )
                .ConfigureAwait(false);
        }
        else
        {
            await warnings
                .RunAsync(
                    connection,
                    () => new BulkCopy(connection).WriteAsync(numbered, cancellation),
                    () => transaction.CommitAsync(CancellationToken.None)
                )
                .ConfigureAwait(false);
        }

        return stored;
    }

    private async Task<long?[]> TakeKeysAndIdsAsync(IReadOnlyList<NewBulk> group, DateTime now, CancellationToken cancellation)
    {
        var taken = new long?[group.Count];
        var keyed = Enumerable
            .Range(0, group.Count)
            .Where(i => group[i].Key is not null)
            .OrderBy(i => group[i].Key!.Caller, StringComparer.Ordinal)
            .ThenBy(i => group[i].Key!.Key, StringComparer.Ordinal)
            .ToList();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in settings)
            batch.Add(statement);
        if (keyed.Count > 0)
        {
            batch.Add(
                InsertKeys,
                ("@now", now),
                ("@callers", keyed.Select(i => group[i].Key!.Caller).ToArray()),
                ("@keys", keyed.Select(i => group[i].Key!.Key).ToArray()),
                ("@fingerprints", keyed.Select(i => group[i].Key!.Fingerprint.ToArray()).ToArray())
            );
        }

        if (keyed.Count < group.Count)
            batch.Add(TakeBulkIds, ("@count", group.Count - keyed.Count));
        await using var rows = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        if (keyed.Count > 0)
        {
            var indexes = keyed.ToDictionary(i => (group[i].Key!.Caller, group[i].Key!.Key));
            while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
                taken[indexes[(rows.GetString(0), rows.GetString(1))]] = rows.GetInt64(2);
            await rows.NextResultAsync(cancellation).ConfigureAwait(false);
        }

        for (var i = 0; i < taken.Length; i++)
        {
            if (group[i].Key is null && await rows.ReadAsync(cancellation).ConfigureAwait(false))
                taken[i] = rows.GetInt64(0);
        }

        return taken;
    }
}
