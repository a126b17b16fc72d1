using System.Globalization;
using Leadgate.Domain.Bulks;
using Leadgate.Domain.Leads;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>The prepared statements that put a bulk into its tables.</summary>
internal sealed class BulkInserts : IDisposable
{
    private readonly SqliteCommand _bulk;
    private readonly SqliteCommand _lead;
    private readonly SqliteCommand _vehicle;
    private readonly SqliteCommand _withErrors;
    private readonly SqliteCommand _key;

    public BulkInserts(SqliteConnection connection)
    {
        _bulk = connection.PreparedInsert("bulk", "id", "status", "created_at", "created_by", "total_records", "error_records");
        _lead = connection.PreparedInsert("lead",
            ["bulk_id", "id", "position", .. LeadColumns.OfLead.Select(column => column.Name), "branch_routed", "extra", "warnings"]);
        _vehicle = connection.PreparedInsert("vehicle",
            ["bulk_id", "lead_id", "n", "id", .. LeadColumns.OfVehicle.Select(column => column.Name), "extra"]);
        _withErrors = connection.PreparedInsert("lead_with_errors",
            "bulk_id", "id", "position", "source", "sub_source", "first_vehicle_id", "vehicle_count", "sent", "errors", "warnings");
        _key = connection.PreparedInsert("idempotency_key", "caller", "key", "fingerprint", "bulk_id", "created_at");
    }

    public StoredBulk Insert(SqliteWriteSession session, NewBulk bulk)
    {
        var leads = bulk.Bulk.Leads;
        var stored = new StoredBulk(session.Take("bulk", 1), BulkStatus.Completed, session.Now, bulk.CreatedBy, leads.Count, bulk.Bulk.ErrorRecords);
        Run(_bulk, stored.Id, (long)stored.Status, FieldColumnValues.ToText(stored.CreatedAt), stored.CreatedBy, (long)stored.TotalRecords, (long)stored.ErrorRecords);
        if (bulk.Key is { } key) Run(_key, key.Caller, key.Key, key.Fingerprint.ToArray(), stored.Id, FieldColumnValues.ToText(stored.CreatedAt));

        var id = session.Take("lead", leads.Count);
        foreach (var lead in leads)
        {
            if (lead.IsError) InsertWithErrors(session, stored.Id, id, lead);
            else InsertAccepted(session, stored.Id, id, lead);
            id++;
        }

        return stored;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_bulk, _lead, _vehicle, _withErrors, _key]) command.Dispose();
    }

    private void InsertAccepted(SqliteWriteSession session, long bulkId, long id, Lead lead)
    {
        var parameters = _lead.Parameters;
        Set(parameters, 0, bulkId, id, (long)lead.Index);
        SetFields(parameters, 3, LeadColumns.OfLead, lead.Fields);
        Set(parameters, 3 + LeadColumns.OfLead.Count, lead.BranchRouted ? 1L : 0L, BulkRows.ToText(lead.Extra), BulkRows.WarningsOf(lead));
        _lead.ExecuteNonQuery();
        if (lead.Vehicles.Count == 0) return;

        var vehicleId = session.Take("vehicle", lead.Vehicles.Count);
        for (var n = 0; n < lead.Vehicles.Count; n++) InsertVehicle(bulkId, id, n, vehicleId + n, lead.Vehicles[n]);
    }

    private void InsertVehicle(long bulkId, long leadId, int n, long id, Vehicle vehicle)
    {
        var parameters = _vehicle.Parameters;
        Set(parameters, 0, bulkId, leadId, (long)n, id);
        SetFields(parameters, 4, LeadColumns.OfVehicle, vehicle.Fields);
        Set(parameters, 4 + LeadColumns.OfVehicle.Count, BulkRows.ToText(vehicle.Extra));
        _vehicle.ExecuteNonQuery();
    }

    private void InsertWithErrors(SqliteWriteSession session, long bulkId, long id, Lead lead) => Run(_withErrors,
        bulkId, id, (long)lead.Index, BulkRows.ItemOf(lead, LeadFields.Source), BulkRows.ItemOf(lead, LeadFields.SubSource),
        lead.Vehicles.Count == 0 ? null : session.Take("vehicle", lead.Vehicles.Count), (long)lead.Vehicles.Count,
        BulkRows.ToText(lead.Sent), BulkRows.ErrorsOf(lead), BulkRows.WarningsOf(lead));

    private static void SetFields(SqliteParameterCollection parameters, int first, IReadOnlyList<FieldColumn> columns, IReadOnlyList<FieldValue> fields)
    {
        for (var i = 0; i < columns.Count; i++) parameters[first + i].Value = ToColumn(columns[i], fields[columns[i].Field.Ordinal]);
    }

    /// <summary>SQLite has no type for days and moments.</summary>
    private static object ToColumn(FieldColumn column, FieldValue value) => FieldColumnValues.ToColumn(column, value) switch
    {
        null => DBNull.Value,
        DateOnly date => date.ToString(LeadJson.DateFormat, CultureInfo.InvariantCulture),
        DateTime moment => FieldColumnValues.ToText(moment),
        var other => other,
    };

    private static void Set(SqliteParameterCollection parameters, int first, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) parameters[first + i].Value = values[i] ?? DBNull.Value;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Set(command.Parameters, 0, values);
        command.ExecuteNonQuery();
    }
}
