using Leadgate.Domain.Leads;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Postgres;

/// <summary>A bulk with the ids that it got.</summary>
/// <param name="Stored">The bulk.</param>
/// <param name="Leads">Its leads.</param>
/// <param name="LeadIds">The id of each lead.</param>
/// <param name="VehicleIds">The id of each lead's first vehicle.</param>
internal sealed record NumberedBulk(StoredBulk Stored, IReadOnlyList<Lead> Leads, ReadOnlyMemory<long> LeadIds, ReadOnlyMemory<long> VehicleIds);

/// <summary>Puts bulks into their tables with binary COPY (PostgreSQL manual, COPY), a table at a time.</summary>
/// <param name="connection">The writer's, in a transaction.</param>
internal sealed class BulkCopy(NpgsqlConnection connection)
{
    private static readonly NpgsqlDbType[] LeadTypes = [.. LeadColumns.OfLead.Select(TypeOf)];
    private static readonly NpgsqlDbType[] VehicleTypes = [.. LeadColumns.OfVehicle.Select(TypeOf)];
    private static readonly string CopyBulks = Copy("bulk", "id", "status", "created_at", "created_by", "total_records", "error_records");
    private static readonly string CopyLeads = Copy("lead", ["bulk_id", "id", "position", .. LeadColumns.OfLead.Select(column => column.Name), "branch_routed", "extra", "warnings"]);
    private static readonly string CopyVehicles = Copy("vehicle", ["bulk_id", "lead_id", "n", "id", .. LeadColumns.OfVehicle.Select(column => column.Name), "extra"]);
    private static readonly string CopyWithErrors =
        Copy("lead_with_errors", "bulk_id", "id", "position", "source", "sub_source", "first_vehicle_id", "vehicle_count", "sent", "errors", "warnings");

    public async Task WriteAsync(IReadOnlyList<NumberedBulk> bulks, CancellationToken cancellation)
    {
        await CopyAsync(CopyBulks, bulks, WriteBulk, cancellation).ConfigureAwait(false);
        await CopyAsync(CopyLeads, Leads(bulks, isError: false), WriteLead, cancellation).ConfigureAwait(false);
        await CopyAsync(CopyVehicles, Leads(bulks, isError: false).Where(lead => lead.Lead.Vehicles.Count > 0), WriteVehicles, cancellation).ConfigureAwait(false);
        await CopyAsync(CopyWithErrors, Leads(bulks, isError: true), WriteWithErrors, cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<LeadRow> Leads(IReadOnlyList<NumberedBulk> bulks, bool isError)
    {
        foreach (var bulk in bulks)
        {
            for (var i = 0; i < bulk.Leads.Count; i++)
            {
                if (bulk.Leads[i].IsError == isError) yield return new(bulk.Stored.Id, bulk.LeadIds.Span[i], bulk.VehicleIds.Span[i], bulk.Leads[i]);
            }
        }
    }

    private async Task CopyAsync<T>(string sql, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken cancellation)
    {
        using var row = rows.GetEnumerator();
        if (!row.MoveNext()) return;
        await using var import = await connection.BeginBinaryImportAsync(sql, cancellation).ConfigureAwait(false);
        do
        {
            write(import, row.Current);
        }
        while (row.MoveNext());
        await import.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    private static void WriteBulk(NpgsqlBinaryImporter import, NumberedBulk bulk)
    {
        var stored = bulk.Stored;
        import.StartRow();
        import.Write(stored.Id, NpgsqlDbType.Bigint);
        import.Write((short)stored.Status, NpgsqlDbType.Smallint);
        import.Write(stored.CreatedAt, NpgsqlDbType.TimestampTz);
        import.Write(stored.CreatedBy, NpgsqlDbType.Text);
        import.Write(stored.TotalRecords, NpgsqlDbType.Integer);
        import.Write(stored.ErrorRecords, NpgsqlDbType.Integer);
    }

    private static void WriteLead(NpgsqlBinaryImporter import, LeadRow row)
    {
        import.StartRow();
        import.Write(row.BulkId, NpgsqlDbType.Bigint);
        import.Write(row.Id, NpgsqlDbType.Bigint);
        import.Write(row.Lead.Index, NpgsqlDbType.Integer);
        WriteFields(import, LeadColumns.OfLead, LeadTypes, row.Lead.Fields);
        import.Write(row.Lead.BranchRouted, NpgsqlDbType.Boolean);
        Write(import, BulkRows.ToText(row.Lead.Extra), NpgsqlDbType.Json);
        Write(import, BulkRows.WarningsOf(row.Lead), NpgsqlDbType.Json);
    }

    private static void WriteVehicles(NpgsqlBinaryImporter import, LeadRow row)
    {
        for (var n = 0; n < row.Lead.Vehicles.Count; n++)
        {
            import.StartRow();
            import.Write(row.BulkId, NpgsqlDbType.Bigint);
            import.Write(row.Id, NpgsqlDbType.Bigint);
            import.Write(n, NpgsqlDbType.Integer);
            import.Write(row.FirstVehicleId + n, NpgsqlDbType.Bigint);
            WriteFields(import, LeadColumns.OfVehicle, VehicleTypes, row.Lead.Vehicles[n].Fields);
            Write(import, BulkRows.ToText(row.Lead.Vehicles[n].Extra), NpgsqlDbType.Json);
        }
    }

    private static void WriteWithErrors(NpgsqlBinaryImporter import, LeadRow row)
    {
        import.StartRow();
        import.Write(row.BulkId, NpgsqlDbType.Bigint);
        import.Write(row.Id, NpgsqlDbType.Bigint);
        import.Write(row.Lead.Index, NpgsqlDbType.Integer);
        Write(import, BulkRows.ItemOf(row.Lead, LeadFields.Source), NpgsqlDbType.Integer);
        Write(import, BulkRows.ItemOf(row.Lead, LeadFields.SubSource), NpgsqlDbType.Integer);
        Write(import, row.Lead.Vehicles.Count == 0 ? null : row.FirstVehicleId, NpgsqlDbType.Bigint);
        import.Write(row.Lead.Vehicles.Count, NpgsqlDbType.Integer);
        Write(import, BulkRows.ToText(row.Lead.Sent), NpgsqlDbType.Json);
        Write(import, BulkRows.ErrorsOf(row.Lead), NpgsqlDbType.Json);
        Write(import, BulkRows.WarningsOf(row.Lead), NpgsqlDbType.Json);
    }

    private static void WriteFields(NpgsqlBinaryImporter import, IReadOnlyList<FieldColumn> columns, NpgsqlDbType[] types, IReadOnlyList<FieldValue> fields)
    {
        for (var i = 0; i < types.Length; i++) Write(import, FieldColumnValues.ToColumn(columns[i], fields[columns[i].Field.Ordinal]), types[i]);
    }

    private static void Write(NpgsqlBinaryImporter import, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case null:
                import.WriteNull();
                break;
            case string text:
                import.Write(text, type);
                break;
            case long number when type == NpgsqlDbType.Integer:
                import.Write((int)number, type);
                break;
            case long number:
                import.Write(number, type);
                break;
            case DateOnly day:
                import.Write(day, type);
                break;
            case DateTime moment:
                import.Write(moment, type);
                break;
            default:
                throw new InvalidOperationException($"A column takes no {value.GetType().Name}.");
        }
    }

    private static NpgsqlDbType TypeOf(FieldColumn column) => column.IsUnlistedText ? NpgsqlDbType.Text : column.Field.Kind switch
    {
        FieldKind.List or FieldKind.WholeNumber => NpgsqlDbType.Integer,
        FieldKind.Date => NpgsqlDbType.Date,
        FieldKind.Instant => NpgsqlDbType.TimestampTz,
        _ => NpgsqlDbType.Text,
    };

    private static string Copy(string table, params IEnumerable<string> columns) => $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)";

    private readonly record struct LeadRow(long BulkId, long Id, long FirstVehicleId, Lead Lead);
}
