using Leadgate.Domain.Leads;
using Leadgate.Storage.Search;

namespace Leadgate.Storage.Leads;

/// <summary>What is written into each table; how it gets there is up to the engine (<see cref="IRowWriter"/>).</summary>
internal static class BulkTables
{
    public static readonly BulkTable<StoredBulk> Bulk = new(
        "bulk",
        ["id", "status", "created_at", "created_by", "total_records", "error_records"],
        WriteBulk
    );

    /// <summary>What the follower has to read (docs/decisions/0033).</summary>
    public static readonly BulkTable<StoredBulk> Pending = new(
        "search_pending",
        ["kind", "bulk_id", "lead_id", "change", "done"],
        WritePending
    );

    public static readonly BulkTable<NumberedLead> Lead = new(
        "lead",
        ["bulk_id", "id", "position", .. LeadColumns.Lead.Select(column => column.Name), "branch_routed", "extra", "warnings", "line"],
        WriteLead
    );

    public static readonly BulkTable<NumberedLead> Vehicle = new(
        "vehicle",
        ["bulk_id", "lead_id", "n", "id", .. LeadColumns.Vehicle.Select(column => column.Name), "extra"],
        WriteVehicles
    );

    public static readonly BulkTable<NumberedLead> LeadWithErrors = new(
        "lead_with_errors",
        [
            "bulk_id",
            "id",
            "position",
            "source",
            "sub_source",
            "lead_reference",
            "first_vehicle_id",
            "vehicle_count",
            "sent",
            "errors",
            "warnings",
            "line",
        ],
        WriteLeadWithErrors
    );

    /// <summary>Writes one vehicle of a lead.</summary>
    public static void WriteVehicle(IRowWriter row, NumberedLead lead, int n, long id)
    {
        row.StartRow();
        row.Number((long?)lead.BulkId);
        row.Number((long?)lead.Id);
        row.Number((int?)n);
        row.Number((long?)id);
        WriteFields(row, LeadColumns.Vehicle, lead.Lead.Vehicles[n].Fields);
        row.Json(lead.Lead.Vehicles[n].Extra);
        row.EndRow();
    }

    /// <summary>The leads of bulks, those with errors or those without.</summary>
    public static IEnumerable<NumberedLead> Leads(IEnumerable<NumberedBulk> bulks, bool isError)
    {
        foreach (var bulk in bulks)
        {
            var leads = bulk.New.Bulk.Leads;
            for (var i = 0; i < leads.Count; i++)
            {
                if (leads[i].HasErrors == isError)
                    yield return bulk.GetLead(i);
            }
        }
    }

    private static void WriteBulk(IRowWriter row, StoredBulk stored)
    {
        row.StartRow();
        row.Number((long?)stored.Id);
        row.Number((int?)stored.Status);
        row.Timestamp(stored.CreatedAt);
        row.Text(stored.CreatedBy);
        row.Number((int?)stored.TotalRecords);
        row.Number((int?)stored.ErrorRecords);
        row.EndRow();
    }

    private static void WritePending(IRowWriter row, StoredBulk stored)
    {
        row.StartRow();
        row.Number((int?)PendingKind.NewBulk);
        row.Number((long?)stored.Id);
        row.Number((long?)0);
        row.Number((long?)0);
        row.Number((long?)0);
        row.EndRow();
    }

    private static void WriteLead(IRowWriter row, NumberedLead lead)
    {
        row.StartRow();
        row.Number((long?)lead.BulkId);
        row.Number((long?)lead.Id);
        row.Number((int?)lead.Lead.Index);
        WriteFields(row, LeadColumns.Lead, lead.Lead.Fields);
        row.Boolean(lead.Lead.BranchRouted);
        row.Json(lead.Lead.Extra);
        row.Json(lead.Warnings);
        row.Number(lead.Lead.Line);
        row.EndRow();
    }

    private static void WriteVehicles(IRowWriter row, NumberedLead lead)
    {
        for (var n = 0; n < lead.Lead.Vehicles.Count; n++)
            WriteVehicle(row, lead, n, lead.FirstVehicleId + n);
    }

    private static void WriteLeadWithErrors(IRowWriter row, NumberedLead lead)
    {
        row.StartRow();
        row.Number((long?)lead.BulkId);
        row.Number((long?)lead.Id);
        row.Number((int?)lead.Lead.Index);
        row.Number(lead.Lead[LeadFields.Source].Item?.Value);
        row.Number(lead.Lead[LeadFields.SubSource].Item?.Value);
        // An invalid text can have any length, and PostgreSQL cannot index a long one.
        row.Text(HasError(lead.Lead, LeadFields.LeadReference) ? default : lead.Lead[LeadFields.LeadReference].Utf8);
        row.Number(lead.Lead.Vehicles.Count == 0 ? (long?)null : lead.FirstVehicleId);
        row.Number((int?)lead.Lead.Vehicles.Count);
        row.Json(lead.Lead.SentJson);
        row.Json(lead.Errors);
        row.Json(lead.Warnings);
        row.Number(lead.Lead.Line);
        row.EndRow();
    }

    private static bool HasError(Lead lead, LeadField field) =>
        lead.Errors.Any(error => error.Field == field && error.VehicleIndex is null);

    private static void WriteFields(IRowWriter row, IReadOnlyList<FieldColumn> columns, ReadOnlyMemory<FieldValue> fields)
    {
        var values = fields.Span;
        for (var i = 0; i < columns.Count; i++)
            WriteField(row, columns[i], values[columns[i].Field.Ordinal]);
    }

    private static void WriteField(IRowWriter row, FieldColumn column, FieldValue value)
    {
        if (column.IsUnlistedText)
        {
            row.Text(value.Utf8);
            return;
        }

        switch (column.Field.Kind)
        {
            case FieldKind.List:
                row.Number(value.Item?.Value);
                break;
            case FieldKind.Number:
                row.Number(value.IsNumber ? (int)value.Number : (int?)null);
                break;
            case FieldKind.Date:
                row.Date(value.IsNumber ? value.Date : null);
                break;
            case FieldKind.Timestamp:
                row.Timestamp(value.IsNumber ? value.Timestamp : null);
                break;
            default:
                row.Text(value.Utf8);
                break;
        }
    }
}
