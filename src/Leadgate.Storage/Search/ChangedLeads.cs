using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>
/// Records in a transaction that leads change: what was derived from them is removed in the same transaction, and the follower reads them
/// again. Whoever updates, moves, or deletes a lead calls it.
/// </summary>
internal static class ChangedLeads
{
    private const string AddPending = """
        insert into search_pending (kind, bulk_id, lead_id, change, done, corrected_at) values (1, @bulk, @lead, @change, 0, @corrected)
        on conflict (kind, bulk_id, lead_id) do update
        set change = excluded.change, corrected_at = coalesce(excluded.corrected_at, search_pending.corrected_at)
        """;

    private const string DeleteErrors = "delete from open_error where bulk_id = @bulk and lead_id = @lead";

    /// <summary>
    /// The counter is raised first. Its row is locked until the transaction ends, as it is while the follower writes: what the follower
    /// has written before is removed here, and what it has read before it writes no more. To be called when the rows of the leads are
    /// locked and before the audit trail is: in this order everywhere, so that nobody waits for each other.
    /// </summary>
    public static async Task RecordAsync(StoreTransaction transaction, IReadOnlyList<ChangedLead> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return;
        var number = await transaction.RaiseAsync(Counters.LeadChange, cancellation).ConfigureAwait(false);
        await transaction
            .ExecuteAsync([.. changes.SelectMany(change => CreateStatements(transaction.LeadIndex, change, number))], cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>The statements that remove what was derived from a lead.</summary>
    public static IEnumerable<Statement> DeleteDerived(ILeadIndex index, long bulkId, long leadId) =>
        [new(DeleteErrors, ("@bulk", bulkId), ("@lead", leadId)), index.CreateDelete(bulkId, leadId)];

    private static IEnumerable<Statement> CreateStatements(ILeadIndex index, ChangedLead change, long number) =>
        [
            .. DeleteDerived(index, change.BulkId, change.LeadId),
            new Statement(
                AddPending,
                ("@bulk", change.BulkId),
                ("@lead", change.LeadId),
                ("@change", number),
                ("@corrected", change.CorrectedAt)
            ),
        ];
}
