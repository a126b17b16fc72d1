using System.Data.Common;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Revisions;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Search;
using Leadgate.Storage.Tables;

namespace Leadgate.Storage.Privacy;

/// <summary>
/// Removes personal data: that of one data subject, or what has been kept long enough. Rows and their counts stay. The rows are
/// searched for on a reader's connection, so that bulks do not wait for the search.
/// </summary>
internal sealed class PrivacyStore(IStoreEngine engine)
{
    private const string FindSent = """
        select bulk_id, id, errors, version from lead_with_errors
        where erased_at is null and (bulk_id, id) > (@after_bulk, @after_lead) and bulk_id <= @last
        order by bulk_id, id limit @limit
        """;

    private const string FindLeadsWithErrors = """
        select bulk_id, id from lead_with_errors where bulk_id <= @last order by bulk_id, id limit @limit
        """;

    private const string FindRevisions = """
        select bulk_id, lead_id, version, changes from lead_revision
        where erased_at is null and bulk_id <= @last
        order by bulk_id, lead_id, version limit @limit
        """;

    /// <summary>The last bulk before the limit that was asked for last: it does not change, and many portions have one limit.</summary>
    private OldBulk? _old;

    /// <summary>The idempotency keys whose text names a data subject: senders may put any text into a key.</summary>
    /// <param name="isNamedIn">Whether a text names the data subject.</param>
    public async Task<IReadOnlyList<CallerKey>> FindKeysAsync(Func<string, bool> isNamedIn, CancellationToken cancellation)
    {
        var all = new Statement("select caller, key from idempotency_key") { IsLong = true };
        return await engine
            .ReadAsync(
                (session, token) =>
                    session.ReadAsync(
                        all,
                        async (row, readToken) =>
                        {
                            var keys = new List<CallerKey>();
                            while (await row.ReadAsync(readToken).ConfigureAwait(false))
                            {
                                if (isNamedIn(row.GetString(1)))
                                    keys.Add(new CallerKey(row.GetString(0), row.GetString(1)));
                            }

                            return keys;
                        },
                        token
                    ),
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Counts the rows outside of leads and idempotency keys whose texts name a data subject: names of API keys, accounts, items of lists.
    /// An erasure does not change them, because they are not about data subjects, or cannot be changed (the audit trail).
    /// </summary>
    /// <param name="isNamedIn">Whether a text names the data subject.</param>
    public async Task<IReadOnlyList<NamedRows>> FindElsewhereAsync(Func<string, bool> isNamedIn, CancellationToken cancellation)
    {
        var found = new List<NamedRows>();
        foreach (var table in StoreTables.All.Where(table => table.OtherTextColumns.Count > 0))
        {
            var all = new Statement($"select {string.Join(", ", table.OtherTextColumns)} from {table.Name}") { IsLong = true };
            var rows = await engine
                .ReadAsync(
                    (session, token) =>
                        session.ReadAsync(
                            all,
                            async (row, readToken) =>
                            {
                                var counts = new long[table.OtherTextColumns.Count];
                                while (await row.ReadAsync(readToken).ConfigureAwait(false))
                                {
                                    for (var i = 0; i < counts.Length; i++)
                                        counts[i] += !row.IsDBNull(i) && isNamedIn(row.GetString(i)) ? 1 : 0;
                                }

                                return counts;
                            },
                            token
                        ),
                    cancellation
                )
                .ConfigureAwait(false);
            found.AddRange(
                rows.Select((count, i) => new NamedRows(table.Name, table.OtherTextColumns[i], count)).Where(named => named.Rows > 0)
            );
        }

        return found;
    }

    /// <summary>
    /// Erases in one transaction; when this returns, that is on disk, and so may be the bytes of what was erased, until <see
    /// cref="VacuumAsync"/>.
    /// </summary>
    /// <param name="leads">What to erase of which lead.</param>
    /// <param name="keys">Idempotency keys to delete.</param>
    /// <returns>
    /// False if a lead was corrected since it was searched (<see cref="LeadErasure.Version"/>); nothing is erased then, and the leads are
    /// to be searched again.
    /// </returns>
    public Task<bool> EraseAsync(
        IReadOnlyList<LeadErasure> leads,
        IReadOnlyList<CallerKey> keys,
        AuditEvent audit,
        CancellationToken cancellation
    ) => EraseAsync(leads, keys, leads.Count + keys.Count > 0 ? Counters.RaiseOrAdd(Counters.ErasedOnDisk) : null, audit, cancellation);

    /// <summary>Erases what was sent of old leads with errors, and the values in their errors; which errors they had stays.</summary>
    /// <param name="before">Leads of bulks from before this time, UTC.</param>
    /// <param name="after">The last lead of the portion before.</param>
    /// <param name="limit">The most leads at once.</param>
    /// <param name="audit">The audit entry for a number of leads.</param>
    /// <returns>How many leads, fewer than the limit when there are no more; and the last of them.</returns>
    public async Task<(int Count, LeadCursor Last)> DropSentAsync(
        DateTime before,
        LeadCursor after,
        int limit,
        Func<int, AuditEvent> audit,
        CancellationToken cancellation
    )
    {
        var find = new Statement(
            FindSent,
            ("@last", await FindLastOldAsync(before, cancellation).ConfigureAwait(false)),
            ("@after_bulk", after.BulkId),
            ("@after_lead", after.LeadId),
            ("@limit", limit)
        )
        {
            IsLong = true,
        };
        while (true)
        {
            var old = await engine
                .ReadAsync((session, token) => session.QueryAsync(find, DropSent, token), cancellation)
                .ConfigureAwait(false);
            if (old.Count == 0)
                return (0, after);
            if (await EraseAsync(old, [], null, audit(old.Count), cancellation).ConfigureAwait(false))
                return (old.Count, new LeadCursor(old[^1].BulkId, old[^1].LeadId));
        }
    }

    /// <summary>
    /// Erases the values of the revisions of old leads, valid ones too: what was sent is not kept longer because it was corrected. Which
    /// fields were changed, when, and by whom stays, and so do the answers to questions of consent.
    /// </summary>
    /// <param name="before">Revisions of the leads of bulks from before this time, UTC.</param>
    /// <param name="limit">The most revisions at once.</param>
    /// <param name="audit">The audit entry for a number of revisions.</param>
    /// <returns>How many revisions; fewer than the limit when there are no more.</returns>
    public async Task<int> DropRevisionValuesAsync(DateTime before, int limit, Func<int, AuditEvent> audit, CancellationToken cancellation)
    {
        var last = await FindLastOldAsync(before, cancellation).ConfigureAwait(false);
        var find = new Statement(FindRevisions, ("@last", last), ("@limit", limit)) { IsLong = true };
        var old = await engine
            .ReadAsync(
                (session, token) =>
                    session.QueryAsync(
                        find,
                        row => (BulkId: row.GetInt64(0), LeadId: row.GetInt64(1), Erasure: EraseValues(row.GetInt32(2), row.GetString(3))),
                        token
                    ),
                cancellation
            )
            .ConfigureAwait(false);
        if (old.Count == 0)
            return 0;
        return await engine
            .WriteAsync(
                async (transaction, token) =>
                {
                    await transaction
                        .ExecuteAsync(
                            [.. old.Select(one => ErasureStatements.ForRevision(one.BulkId, one.LeadId, one.Erasure, transaction.Now))],
                            token
                        )
                        .ConfigureAwait(false);
                    await AuditStore.AppendAsync(transaction, audit(old.Count), token).ConfigureAwait(false);
                    return old.Count;
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>Deletes old leads with errors; their bulks keep the counts.</summary>
    /// <param name="before">Leads of bulks from before this time, UTC.</param>
    /// <param name="limit">The most leads at once.</param>
    /// <param name="audit">The audit entry for a number of leads.</param>
    /// <returns>How many leads; fewer than the limit when there are no more.</returns>
    public async Task<int> DeleteLeadsWithErrorsAsync(
        DateTime before,
        int limit,
        Func<int, AuditEvent> audit,
        CancellationToken cancellation
    )
    {
        var last = await FindLastOldAsync(before, cancellation).ConfigureAwait(false);
        var find = new Statement(FindLeadsWithErrors, ("@last", last), ("@limit", limit)) { IsLong = true };
        var delete = await engine
            .ReadAsync(
                (session, token) => session.QueryAsync(find, row => new ChangedLead(row.GetInt64(0), row.GetInt64(1)), token),
                cancellation
            )
            .ConfigureAwait(false);
        if (delete.Count == 0)
            return 0;
        return await engine
            .WriteAsync(
                async (transaction, token) =>
                {
                    await transaction
                        .ExecuteAsync(
                            [.. delete.SelectMany(lead => ErasureStatements.DeleteLeadWithErrors(lead.BulkId, lead.LeadId))],
                            token
                        )
                        .ConfigureAwait(false);
                    await ChangedLeads.RecordAsync(transaction, delete, token).ConfigureAwait(false);
                    await AuditStore.AppendAsync(transaction, audit(delete.Count), token).ConfigureAwait(false);
                    return delete.Count;
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>Forgets the samples of values that the database keeps for planning queries. To be called after an erasure.</summary>
    public Task RenewStatisticsAsync(CancellationToken cancellation) => engine.RenewStatisticsAsync(cancellation);

    /// <summary>
    /// Rewrites the store, so that none of its pages holds erased data. Nothing else can be written meanwhile, which takes about as long as
    /// copying the store.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It did not finish; nothing but disk space is lost, and it can be run again.</exception>
    public async Task VacuumAsync(CancellationToken cancellation)
    {
        // What is erased meanwhile stays counted.
        var erased = await CountErasedOnDiskAsync(cancellation).ConfigureAwait(false);
        await engine.VacuumAsync(cancellation).ConfigureAwait(false);
        if (erased > 0)
            await engine.ExecuteAsync([Counters.Lower(Counters.ErasedOnDisk, erased)], cancellation).ConfigureAwait(false);
    }

    /// <summary>How often something was erased since the last <see cref="VacuumAsync"/>.</summary>
    public Task<long> CountErasedOnDiskAsync(CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.ReadCounterAsync(Counters.ErasedOnDisk, token), cancellation);

    private static LeadErasure DropSent(DbDataReader row) =>
        new InvalidLeadErasure(
            row.GetInt64(0),
            row.GetInt64(1),
            IsWhole: true,
            ErasesReference: true,
            Erasure.ErasedLead,
            Erasure.EraseErrors(Encoding.UTF8.GetBytes(row.GetString(2)), default, default),
            JsonChange.Removed
        )
        {
            Version = row.GetInt32(3),
        };

    private static RevisionErasure EraseValues(int version, string changes) =>
        new(version, LeadChanges.EraseValues(Encoding.UTF8.GetBytes(changes)), IsWhole: true);

    private async Task<bool> EraseAsync(
        IReadOnlyList<LeadErasure> leads,
        IReadOnlyList<CallerKey> keys,
        Statement? count,
        AuditEvent audit,
        CancellationToken cancellation
    )
    {
        try
        {
            await engine
                .WriteAsync((transaction, token) => EraseAsync(transaction, leads, keys, count, audit, token), cancellation)
                .ConfigureAwait(false);
            return true;
        }
        catch (LeadChangedException)
        {
            return false;
        }
    }

    private static async Task<AuditEntry> EraseAsync(
        StoreTransaction transaction,
        IReadOnlyList<LeadErasure> leads,
        IReadOnlyList<CallerKey> keys,
        Statement? count,
        AuditEvent audit,
        CancellationToken cancellation
    )
    {
        var same = await transaction.ExecuteAsync([.. leads.Select(ErasureStatements.RaiseVersion)], cancellation).ConfigureAwait(false);
        if (same != leads.Count)
            throw new LeadChangedException();
        List<Statement> statements =
        [
            .. leads.SelectMany(lead => ErasureStatements.For(lead, transaction.Now)),
            .. keys.Select(ErasureStatements.DeleteKey),
        ];
        if (count is not null)
            statements.Add(count);
        await transaction.ExecuteAsync(statements, cancellation).ConfigureAwait(false);
        await ChangedLeads
            .RecordAsync(transaction, [.. leads.Select(lead => new ChangedLead(lead.BulkId, lead.LeadId))], cancellation)
            .ConfigureAwait(false);
        return await AuditStore.AppendAsync(transaction, audit, cancellation).ConfigureAwait(false);
    }

    private async Task<long> FindLastOldAsync(DateTime before, CancellationToken cancellation)
    {
        if (_old is { } old && old.Before == before)
            return old.Id;
        var id = await engine
            .ReadAsync((session, token) => OldBulks.FindLastAsync(session, before, engine.ReadClock(), token), cancellation)
            .ConfigureAwait(false);
        _old = new OldBulk(before, id);
        return id;
    }

    private sealed record OldBulk(DateTime Before, long Id);

    /// <summary>Rolls the transaction back: a lead is not the one that was searched.</summary>
    private sealed class LeadChangedException : Exception;
}
