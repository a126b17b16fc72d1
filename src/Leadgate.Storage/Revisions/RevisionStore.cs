using System.Data.Common;
using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Search;

namespace Leadgate.Storage.Revisions;

/// <summary>
/// Corrections of leads and their revisions (docs/decisions/0032). A correction replaces a lead only if nobody else has changed it since it
/// was read, whichever node they use.
/// </summary>
internal sealed class RevisionStore(IStoreEngine engine)
{
    /// <summary>The condition under which a lead is still the one that was read.</summary>
    private const string IsUnchanged = "bulk_id = @bulk_id and id = @id and version = @before and erased_at is null";

    private const string Columns = "lead_id, version, corrected_at, corrected_by, through, changes, errors_before, errors_after";

    /// <summary>The columns that a correction does not change.</summary>
    private static readonly string[] Kept = ["bulk_id", "id", "position", "line", "before"];

    /// <summary>A lead with its version, or null. A lead that was erased as a whole is found, and says so.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="catalog">The lists that items are taken from.</param>
    public async Task<StoredLead?> FindAsync(long id, ListCatalog catalog, CancellationToken cancellation) =>
        (
            await engine
                .ReadAsync((session, token) => LeadReader.ReadAsync(session, LeadSearch.ForLead(id), catalog, token), cancellation)
                .ConfigureAwait(false)
        )
            is [var lead, ..]
            ? lead
            : null;

    /// <summary>The leads that a correction made valid within a span of time, each once, in the order of their ids.</summary>
    /// <param name="from">Null for all from the first.</param>
    /// <param name="before">Null for all up to the last.</param>
    /// <param name="after">The last lead of the portion before; null to begin.</param>
    public Task<List<long>> FindCorrectedAsync(
        DateTime? from,
        DateTime? before,
        long? after,
        bool newestFirst,
        int limit,
        CancellationToken cancellation
    )
    {
        var (direction, comparison) = newestFirst ? ("desc", "<") : ("asc", ">");
        var span = (from is null ? "" : " and corrected_at >= @from") + (before is null ? "" : " and corrected_at < @before");
        List<(string, SqlValue)> parameters = [("@after", after ?? (newestFirst ? long.MaxValue : 0)), ("@limit", limit)];
        if (from is { } first)
            parameters.Add(("@from", first));
        if (before is { } last)
            parameters.Add(("@before", last));

        // The conditions on the errors are those of the two indexes: one for a span of time, and one for all.
        var find = new Statement(
            $"""
            select distinct lead_id from lead_revision
            where errors_before > 0 and errors_after = 0 and lead_id {comparison} @after{span}
            order by lead_id {direction} limit @limit
            """,
            parameters
        );
        return engine.ReadAsync((session, token) => session.QueryAsync(find, row => row.GetInt64(0), token), cancellation);
    }

    /// <summary>The revisions of a lead, the oldest first.</summary>
    public Task<List<LeadRevision>> ReadAsync(long bulkId, long leadId, CancellationToken cancellation) =>
        ReadAsync(new LeadCursor(bulkId, leadId), new LeadCursor(bulkId, leadId), cancellation);

    /// <summary>The revisions of the leads from one to another, in the order of leads.</summary>
    public Task<List<LeadRevision>> ReadAsync(LeadCursor first, LeadCursor last, CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) =>
                session.QueryAsync(
                    new Statement(
                        $"""
                        select {Columns} from lead_revision
                        where (bulk_id, lead_id) >= (@first_bulk, @first_lead) and (bulk_id, lead_id) <= (@last_bulk, @last_lead)
                        order by bulk_id, lead_id, version
                        """,
                        ("@first_bulk", first.BulkId),
                        ("@first_lead", first.LeadId),
                        ("@last_bulk", last.BulkId),
                        ("@last_lead", last.LeadId)
                    ),
                    Read,
                    token
                ),
            cancellation
        );

    /// <summary>
    /// Stores a correction with its revision and its audit entry, in one transaction. A lead that became valid moves to the valid ones
    /// under the same id.
    /// </summary>
    /// <returns>Null if the lead was changed or erased since it was read; nothing is stored then.</returns>
    public Task<CorrectedLead?> CorrectAsync(LeadCorrection correction, CancellationToken cancellation) =>
        engine.WriteAsync((transaction, token) => CorrectAsync(transaction, correction, token), cancellation);

    private static async Task<CorrectedLead?> CorrectAsync(
        StoreTransaction transaction,
        LeadCorrection correction,
        CancellationToken cancellation
    )
    {
        var (before, after) = (correction.Before, correction.After);
        if (before.Valid is not null && after.HasErrors)
            throw new InvalidOperationException("A correction would make a valid lead invalid.");

        // The ids of vehicles are taken first: they are in the row that shows whether the lead is still the same.
        var vehicleIds = await TakeVehicleIdsAsync(transaction, correction, cancellation).ConfigureAwait(false);
        var lead = new NumberedLead(
            before.Origin.BulkId,
            before.Id,
            vehicleIds is [var firstVehicle, ..] ? firstVehicle : 0,
            after,
            BulkIssues.RenderLater([after]),
            IssueIndex: 0
        );
        (string, SqlValue)[] identity = [("@bulk_id", lead.BulkId), ("@id", lead.Id), ("@before", before.Version)];
        var first =
            before.Valid is not null ? Update(BulkTables.Lead, lead, correction)
            : after.HasErrors ? Update(BulkTables.LeadWithErrors, lead, correction)
            : new Statement($"delete from lead_with_errors where {IsUnchanged}", identity);
        if (await transaction.ExecuteAsync(first, cancellation).ConfigureAwait(false) == 0)
            return null;

        List<Statement> statements = [];
        if (before.Valid is null && !after.HasErrors)
        {
            statements.Add(
                StatementWriter.Insert(
                    BulkTables.Lead.Name,
                    BulkTables.Lead.Columns,
                    row => BulkTables.Lead.Write(row, lead),
                    ("version", correction.Version)
                )
            );
            statements.Add(
                new Statement("update bulk set corrected_records = corrected_records + 1 where id = @bulk", ("@bulk", lead.BulkId))
            );
        }

        if (before.Valid is not null)
            statements.Add(
                new Statement("delete from vehicle where bulk_id = @bulk and lead_id = @lead", ("@bulk", lead.BulkId), ("@lead", lead.Id))
            );
        if (!after.HasErrors)
            statements.AddRange(vehicleIds.Select((id, n) => InsertVehicle(lead, n, id)));
        statements.Add(InsertRevision(lead, correction, transaction.Now));
        await transaction.ExecuteAsync(statements, cancellation).ConfigureAwait(false);
        var changed = new ChangedLead(lead.BulkId, lead.Id, before.Valid is null && !after.HasErrors ? transaction.Now : null);
        await ChangedLeads.RecordAsync(transaction, [changed], cancellation).ConfigureAwait(false);
        await AuditStore.AppendAsync(transaction, correction.Audit, cancellation).ConfigureAwait(false);
        return new CorrectedLead(correction.Version, vehicleIds);
    }

    /// <summary>
    /// Vehicles keep their ids by their place. More vehicles than before get new ones; in a lead with errors all of them do, because its
    /// ids are stored as a run.
    /// </summary>
    private static async Task<IReadOnlyList<long>> TakeVehicleIdsAsync(
        StoreTransaction transaction,
        LeadCorrection correction,
        CancellationToken cancellation
    )
    {
        var (known, count) = (correction.Before.VehicleIds, correction.After.Vehicles.Count);
        if (count <= known.Count)
            return [.. known.Take(count)];
        if (correction.After.HasErrors)
            known = [];
        var next = await transaction.TakeVehicleIdsAsync(count - known.Count, cancellation).ConfigureAwait(false);
        return [.. known, .. Enumerable.Range(0, count - known.Count).Select(n => next + n)];
    }

    private static Statement Update(BulkTable<NumberedLead> table, NumberedLead lead, LeadCorrection correction) =>
        StatementWriter.Update(
            table.Name,
            table.Columns,
            Kept,
            IsUnchanged,
            row => table.Write(row, lead),
            ("version", correction.Version),
            ("before", correction.Before.Version)
        );

    private static Statement InsertVehicle(NumberedLead lead, int n, long id) =>
        StatementWriter.Insert(BulkTables.Vehicle.Name, BulkTables.Vehicle.Columns, row => BulkTables.WriteVehicle(row, lead, n, id));

    private static Statement InsertRevision(NumberedLead lead, LeadCorrection correction, DateTime now) =>
        new(
            $"insert into lead_revision (bulk_id, {Columns}) "
                + "values (@bulk, @lead, @version, @at, @by, @through, @changes, @errors_before, @errors_after)",
            ("@bulk", lead.BulkId),
            ("@lead", lead.Id),
            ("@version", correction.Version),
            ("@at", now),
            ("@by", correction.By),
            ("@through", correction.Through),
            ("@changes", new JsonValue(correction.Changes)),
            ("@errors_before", correction.ErrorsBefore),
            ("@errors_after", correction.After.Errors.Count)
        );

    private static LeadRevision Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt32(1),
            row.GetTimestamp(2),
            row.GetString(3),
            row.GetString(4),
            Encoding.UTF8.GetBytes(row.GetString(5)),
            row.GetInt32(6),
            row.GetInt32(7)
        );
}
