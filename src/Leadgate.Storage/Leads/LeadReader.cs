using System.Data.Common;
using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>
/// Reads stored leads. Valid leads and leads with errors are in two tables; both are read up to the limit and merged in order, which gives
/// the first leads of the two together.
/// </summary>
internal static class LeadReader
{
    private const int FieldsStart = 9;
    private static readonly int VehicleStart = FieldsStart + LeadColumns.Lead.Count;

    /// <summary>
    /// Valid leads with their vehicles, a row for each vehicle. Vehicles are joined to the bulk and not to the lead that was searched:
    /// where tables are distributed by the bulk, each part of them can do such a join for itself.
    /// </summary>
    private static string ValidSql(LeadSearch search) =>
        $"""
            select l.bulk_id, l.id, b.created_at, b.created_by, l.position, l.version, l.erased_at is not null,
                l.line, l.branch_routed, {Columns("l", LeadColumns.Lead)},
                v.n, v.id, {Columns("v", LeadColumns.Vehicle)}, v.extra, l.extra, l.warnings
            from (select * from lead where {search.Where} order by bulk_id {search.Direction}, id {search.Direction} limit @limit) l
            join bulk b on b.id = l.bulk_id{search.AndBulk("b.id")}
            left join vehicle v on v.bulk_id = b.id and v.lead_id = l.id{search.AndBulk("v.bulk_id")}
            order by l.bulk_id {search.Direction}, l.id {search.Direction}, v.n
            """;

    /// <summary>Leads with errors.</summary>
    private static string WithErrorsSql(LeadSearch search) =>
        $"""
            select l.bulk_id, l.id, b.created_at, b.created_by, l.position, l.version, l.erased_at is not null,
                l.line, l.first_vehicle_id, l.vehicle_count, l.sent, l.errors, l.warnings
            from (
                select * from lead_with_errors where {search.Where}
                order by bulk_id {search.Direction}, id {search.Direction} limit @limit
            ) l
            join bulk b on b.id = l.bulk_id{search.AndBulk("b.id")}
            order by l.bulk_id {search.Direction}, l.id {search.Direction}
            """;

    /// <summary>
    /// Runs a search on the tables that can hold what is searched. Stops before the limit when the leads are large
    /// (<see cref="StoredLead.MaxReadBytes"/>).
    /// </summary>
    public static async Task<IReadOnlyList<StoredLead>> ReadAsync(
        StoreSession session,
        LeadSearch search,
        ListCatalog catalog,
        CancellationToken cancellation
    )
    {
        List<StoredLead> valid = [],
            withErrors = [];
        // In this order: a lead that is corrected meanwhile moves to the valid ones, and is found in one of the two or in both.
        if (search.InWithErrors)
        {
            withErrors = await session
                .ReadAsync(new Statement(WithErrorsSql(search), search.Parameters), ReadWithErrorsAsync, cancellation)
                .ConfigureAwait(false);
        }

        if (search.InValid)
        {
            valid = await session
                .ReadAsync(
                    new Statement(ValidSql(search), search.Parameters),
                    (rows, token) => ReadValidAsync(rows, catalog, token),
                    cancellation
                )
                .ConfigureAwait(false);
        }

        return Merge(valid, withErrors, search.Limit, search.NewestFirst);
    }

    private static async Task<List<StoredLead>> ReadValidAsync(DbDataReader rows, ListCatalog catalog, CancellationToken cancellation)
    {
        var (leads, bytes) = (new List<StoredLead>(), 0L);
        var more = await rows.ReadAsync(cancellation).ConfigureAwait(false);
        while (more && bytes < StoredLead.MaxReadBytes)
        {
            var vehicles = new List<Vehicle>();
            var vehicleIds = new List<long>();
            var lead = ReadValid(rows, catalog, vehicles, vehicleIds);
            do
            {
                ReadVehicle(rows, catalog, vehicles, vehicleIds);
                more = await rows.ReadAsync(cancellation).ConfigureAwait(false);
            } while (more && rows.GetInt64(1) == lead.Id);

            leads.Add(lead);
            bytes += lead.Bytes;
        }

        return leads;
    }

    private static async Task<List<StoredLead>> ReadWithErrorsAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var (leads, bytes) = (new List<StoredLead>(), 0L);
        while (bytes < StoredLead.MaxReadBytes && await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            leads.Add(ReadWithErrors(rows));
            bytes += leads[^1].Bytes;
        }

        return leads;
    }

    private static StoredLead ReadWithErrors(DbDataReader row) =>
        ReadHead(row) with
        {
            VehicleIds = row.IsDBNull(8) ? [] : [.. Enumerable.Range(0, row.GetInt32(9)).Select(n => row.GetInt64(8) + n)],
            Sent = ReadJson(row, 10),
            StoredErrors = ReadJson(row, 11),
            StoredWarnings = ReadJson(row, 12),
        };

    /// <summary>
    /// The first leads of two lists that are each in order. Where one ends because its leads are large, others of it may come before the
    /// rest of the other one.
    /// </summary>
    private static List<StoredLead> Merge(List<StoredLead> a, List<StoredLead> b, int limit, bool newestFirst)
    {
        if (b.Count == 0)
            return a;
        var (isACut, isBCut) = (StoredLead.IsCut(a), StoredLead.IsCut(b));
        var merged = new List<StoredLead>(Math.Min(limit, a.Count + b.Count));
        for (int i = 0, j = 0; merged.Count < limit && (i < a.Count || j < b.Count); )
        {
            if ((isACut && i == a.Count) || (isBCut && j == b.Count))
                break;
            // It was corrected between the two reads: as it is now.
            if (i < a.Count && j < b.Count && a[i].Id == b[j].Id)
                j++;
            var takeA = j == b.Count || (i < a.Count && IsBefore(a[i], b[j]) != newestFirst);
            merged.Add(takeA ? a[i++] : b[j++]);
        }

        return merged;
    }

    private static bool IsBefore(StoredLead a, StoredLead b) => (a.Origin.BulkId, a.Id).CompareTo((b.Origin.BulkId, b.Id)) < 0;

    private static string Columns(string table, IReadOnlyList<FieldColumn> columns) =>
        string.Join(", ", columns.Select(column => $"{table}.{column.Name}"));

    private static StoredLead ReadHead(DbDataReader row) =>
        new(row.GetInt64(1), row.GetInt32(4), new BulkOrigin(row.GetInt64(0), row.GetTimestamp(2), row.GetString(3)))
        {
            Version = row.GetInt32(5),
            IsErased = row.GetBoolean(6),
            Line = row.IsDBNull(7) ? null : row.GetInt32(7),
        };

    private static StoredLead ReadValid(DbDataReader row, ListCatalog catalog, List<Vehicle> vehicles, List<long> vehicleIds)
    {
        var afterVehicle = VehicleStart + 2 + LeadColumns.Vehicle.Count;
        var head = ReadHead(row);
        return head with
        {
            VehicleIds = vehicleIds,
            StoredWarnings = ReadJson(row, afterVehicle + 2),
            Valid = new Lead
            {
                Index = head.Index,
                Line = head.Line,
                Fields = FieldColumnReader.Read(row, FieldsStart, LeadColumns.Lead, LeadFields.All.Count, catalog),
                Vehicles = vehicles,
                BranchRouted = row.GetBoolean(8),
                Extra = ReadJson(row, afterVehicle + 1),
            },
        };
    }

    private static void ReadVehicle(DbDataReader row, ListCatalog catalog, List<Vehicle> vehicles, List<long> vehicleIds)
    {
        if (row.IsDBNull(VehicleStart))
            return;
        vehicleIds.Add(row.GetInt64(VehicleStart + 1));
        var fields = FieldColumnReader.Read(row, VehicleStart + 2, LeadColumns.Vehicle, VehicleFields.All.Count, catalog);
        vehicles.Add(new Vehicle(fields, ReadJson(row, VehicleStart + 2 + LeadColumns.Vehicle.Count)));
    }

    private static ReadOnlyMemory<byte> ReadJson(DbDataReader row, int column) =>
        row.IsDBNull(column) ? default : Encoding.UTF8.GetBytes(row.GetString(column)).AsMemory();
}
