using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Leads;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>The prepared statements that put a bulk into its tables.</summary>
internal sealed class SqliteBulkInserts(SqliteConnection connection) : IDisposable
{
    private readonly RowInsert _bulk = For(connection, BulkTables.Bulk);
    private readonly RowInsert _pending = For(connection, BulkTables.Pending);
    private readonly RowInsert _lead = For(connection, BulkTables.Lead);
    private readonly RowInsert _vehicle = For(connection, BulkTables.Vehicle);
    private readonly RowInsert _leadWithErrors = For(connection, BulkTables.LeadWithErrors);
    private readonly RowInsert _key = new(connection, "idempotency_key", ["caller", "key", "fingerprint", "bulk_id", "created_at"]);

    public AppendOutcome.Stored Insert(SqliteWriteSession session, NewBulk bulk)
    {
        var leads = bulk.Bulk.Leads;
        var stored = new StoredBulk(
            session.TakeIds("bulk", 1),
            BulkStatus.Completed,
            session.Transaction.Now,
            bulk.CreatedBy,
            leads.Count,
            bulk.Bulk.ErrorRecords
        );
        session.NoteDate(stored.CreatedAt);
        BulkTables.Bulk.Write(_bulk, stored);
        BulkTables.Pending.Write(_pending, stored);
        if (bulk.Key is { } key)
            InsertKey(key, stored);

        var ids = TakeIds(session, leads);
        var numbered = new NumberedBulk(stored, bulk, ids);
        for (var i = 0; i < leads.Count; i++)
        {
            var lead = numbered.GetLead(i);
            if (lead.Lead.HasErrors)
            {
                BulkTables.LeadWithErrors.Write(_leadWithErrors, lead);
                continue;
            }

            BulkTables.Lead.Write(_lead, lead);
            BulkTables.Vehicle.Write(_vehicle, lead);
        }

        session.Stored.Add(bulk);
        return new AppendOutcome.Stored(stored, ids);
    }

    private static AssignedIds TakeIds(SqliteWriteSession session, IReadOnlyList<Lead> leads)
    {
        var (leadIds, firstVehicleIds) = (new long[leads.Count], new long[leads.Count]);
        var nextLead = session.TakeIds("lead", leads.Count);
        for (var i = 0; i < leads.Count; i++)
        {
            leadIds[i] = nextLead++;
            if (leads[i].Vehicles.Count > 0)
                firstVehicleIds[i] = session.TakeIds("vehicle", leads[i].Vehicles.Count);
        }

        return new AssignedIds(leadIds, firstVehicleIds);
    }

    public void Dispose()
    {
        foreach (var insert in (RowInsert[])[_bulk, _pending, _lead, _vehicle, _leadWithErrors, _key])
            insert.Dispose();
    }

    private void InsertKey(IdempotencyKey key, StoredBulk stored)
    {
        _key.StartRow();
        _key.Text(key.Caller);
        _key.Text(key.Key);
        _key.Blob(key.Fingerprint.Span);
        _key.Number((long?)stored.Id);
        _key.Timestamp(stored.CreatedAt);
        _key.EndRow();
    }

    private static RowInsert For<T>(SqliteConnection connection, BulkTable<T> table) => new(connection, table.Name, table.Columns);
}
