using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>A bulk with the ids that it got.</summary>
/// <param name="Stored">The bulk.</param>
/// <param name="Leads">Its leads.</param>
/// <param name="LeadIds">The id of each lead.</param>
/// <param name="FirstVehicleIds">The id of each lead's first vehicle.</param>
internal sealed record NumberedBulk(
    StoredBulk Stored,
    IReadOnlyList<Lead> Leads,
    ReadOnlyMemory<long> LeadIds,
    ReadOnlyMemory<long> FirstVehicleIds
);

/// <summary>A lead with the ids that it got.</summary>
internal readonly record struct NumberedLead(long BulkId, long Id, long FirstVehicleId, Lead Lead);

/// <summary>A table that a bulk is written into.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns in the order in which they are written.</param>
/// <param name="Write">Writes the rows of one thing.</param>
internal sealed record BulkTable<T>(string Name, IReadOnlyList<string> Columns, Action<IRowTarget, T> Write);

/// <summary>What is written into each table; how it travels there is the engine's matter (<see cref="IRowTarget"/>).</summary>
internal static class BulkTables
{
    public static readonly BulkTable<StoredBulk> Bulk = new(
        "bulk",
        ["id", "status", "created_at", "created_by", "total_records", "error_records"],
        WriteBulk
    );

    public static readonly BulkTable<NumberedLead> Lead = new(
        "lead",
        ["bulk_id", "id", "position", .. LeadColumns.OfLead.Select(column => column.Name), "branch_routed", "extra", "warnings"],
        WriteLead
    );

    public static readonly BulkTable<NumberedLead> Vehicle = new(
        "vehicle",
        ["bulk_id", "lead_id", "n", "id", .. LeadColumns.OfVehicle.Select(column => column.Name), "extra"],
        WriteVehicles
    );

    public static readonly BulkTable<NumberedLead> LeadWithErrors = new(
        "lead_with_errors",
        ["bulk_id", "id", "position", "source", "sub_source", "first_vehicle_id", "vehicle_count", "sent", "errors", "warnings"],
        WriteLeadWithErrors
    );

    /// <summary>The leads of bulks, those with errors or those without.</summary>
    public static IEnumerable<NumberedLead> Leads(IEnumerable<NumberedBulk> bulks, bool isError)
    {
        foreach (var bulk in bulks)
        {
            for (var i = 0; i < bulk.Leads.Count; i++)
            {
                if (bulk.Leads[i].IsError == isError)
                    yield return new(bulk.Stored.Id, bulk.LeadIds.Span[i], bulk.FirstVehicleIds.Span[i], bulk.Leads[i]);
            }
        }
    }

    private static void WriteBulk(IRowTarget row, StoredBulk stored)
    {
        row.StartRow();
        row.Number((long?)stored.Id);
        row.Number((int?)stored.Status);
        row.Moment(stored.CreatedAt);
        row.Text(stored.CreatedBy);
        row.Number((int?)stored.TotalRecords);
        row.Number((int?)stored.ErrorRecords);
        row.EndRow();
    }

    private static void WriteLead(IRowTarget row, NumberedLead lead)
    {
        row.StartRow();
        row.Number((long?)lead.BulkId);
        row.Number((long?)lead.Id);
        row.Number((int?)lead.Lead.Index);
        WriteFields(row, LeadColumns.OfLead, lead.Lead.Fields);
        row.Truth(lead.Lead.BranchRouted);
        row.Json(lead.Lead.Extra);
        row.Json(IssuesAsTold(lead.Lead.Warnings));
        row.EndRow();
    }

    private static void WriteVehicles(IRowTarget row, NumberedLead lead)
    {
        for (var n = 0; n < lead.Lead.Vehicles.Count; n++)
        {
            row.StartRow();
            row.Number((long?)lead.BulkId);
            row.Number((long?)lead.Id);
            row.Number((int?)n);
            row.Number((long?)(lead.FirstVehicleId + n));
            WriteFields(row, LeadColumns.OfVehicle, lead.Lead.Vehicles[n].Fields);
            row.Json(lead.Lead.Vehicles[n].Extra);
            row.EndRow();
        }
    }

    private static void WriteLeadWithErrors(IRowTarget row, NumberedLead lead)
    {
        row.StartRow();
        row.Number((long?)lead.BulkId);
        row.Number((long?)lead.Id);
        row.Number((int?)lead.Lead.Index);
        row.Number(lead.Lead[LeadFields.Source].Item?.Value);
        row.Number(lead.Lead[LeadFields.SubSource].Item?.Value);
        row.Number(lead.Lead.Vehicles.Count == 0 ? (long?)null : lead.FirstVehicleId);
        row.Number((int?)lead.Lead.Vehicles.Count);
        row.Json(lead.Lead.Sent);
        row.Json(IssuesAsTold(lead.Lead.Errors));
        row.Json(IssuesAsTold(lead.Lead.Warnings));
        row.EndRow();
    }

    private static void WriteFields(IRowTarget row, IReadOnlyList<FieldColumn> columns, ReadOnlyMemory<FieldValue> fields)
    {
        var values = fields.Span;
        for (var i = 0; i < columns.Count; i++)
            WriteField(row, columns[i], values[columns[i].Field.Ordinal]);
    }

    private static void WriteField(IRowTarget row, FieldColumn column, FieldValue value)
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
            case FieldKind.WholeNumber:
                row.Number(value.IsNumber ? (int)value.Number : (int?)null);
                break;
            case FieldKind.Date:
                row.Day(value.IsNumber ? value.Date : null);
                break;
            case FieldKind.Instant:
                row.Moment(value.IsNumber ? value.Instant : null);
                break;
            default:
                row.Text(value.Utf8);
                break;
        }
    }

    /// <summary>Issues are kept as they were told: another day's lists and messages do not change what a sender was answered.</summary>
    private static ReadOnlyMemory<byte> IssuesAsTold(IReadOnlyList<Issue> issues)
    {
        if (issues.Count == 0)
            return default;
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, LeadJson.WriterOptions);
        LeadJson.WriteIssues(writer, issues);
        writer.Flush();
        return json.WrittenMemory;
    }
}
