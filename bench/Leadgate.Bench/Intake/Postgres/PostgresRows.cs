using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>Reads the service's database while nothing is written to it.</summary>
internal sealed class PostgresRows(NpgsqlConnection connection) : IAsyncDisposable
{
    private long _last;

    /// <summary>Reads the bulks that were stored since the last call, in the order of their ids.</summary>
    public async Task<(Columns Columns, List<BulkRows> Bulks)> ReadNextAsync(CancellationToken cancellation)
    {
        var (bulkColumns, bulkRows) = await ReadAsync("bulk", "id", "id", cancellation);
        var (leadColumns, leadRows) = await ReadAsync("lead", "bulk_id", "bulk_id, id", cancellation);
        var (vehicleColumns, vehicleRows) = await ReadAsync("vehicle", "bulk_id", "bulk_id, lead_id, n", cancellation);
        var bulks = bulkRows.Select(row => new BulkRows(row, [], [])).ToList();
        var byId = bulks.ToDictionary(bulk => (long)bulk.Bulk[0]);
        foreach (var lead in leadRows)
            byId[(long)lead[0]].Leads.Add(lead);
        foreach (var vehicle in vehicleRows)
            byId[(long)vehicle[0]].Vehicles.Add(vehicle);
        if (bulks.Count > 0)
            _last = (long)bulks[^1].Bulk[0];

        // Transactions are identified by this time. It is in the same column on SQLite.
        return bulkColumns[2].Name == "created_at"
            ? (new Columns(bulkColumns, leadColumns, vehicleColumns), bulks)
            : throw new InvalidOperationException("The columns of bulk are not in the expected order.");
    }

    public async Task<long> CountLeadsAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select (select count(*) from lead) + (select count(*) from lead_with_errors)",
            connection
        );
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<(List<Column> Columns, List<object[]> Rows)> ReadAsync(
        string table,
        string bulkColumn,
        string order,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand($"select * from {table} where {bulkColumn} > {_last} order by {order}", connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var columns = Enumerable
            .Range(0, row.FieldCount)
            .Select(i => new Column(row.GetName(i), GetColumnType(row.GetDataTypeName(i))))
            .ToList();
        var rows = new List<object[]>();
        while (await row.ReadAsync(cancellation))
        {
            var values = new object[columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] =
                    row.IsDBNull(i) ? DBNull.Value
                    : columns[i].Type == NpgsqlDbType.Date ? row.GetFieldValue<DateOnly>(i)
                    : row.GetValue(i);
            }

            rows.Add(values);
        }

        return (columns, rows);
    }

    private static NpgsqlDbType GetColumnType(string name) =>
        name switch
        {
            "smallint" => NpgsqlDbType.Smallint,
            "integer" => NpgsqlDbType.Integer,
            "bigint" => NpgsqlDbType.Bigint,
            "boolean" => NpgsqlDbType.Boolean,
            "date" => NpgsqlDbType.Date,
            "timestamp with time zone" => NpgsqlDbType.TimestampTz,
            "json" => NpgsqlDbType.Json,
            "text" => NpgsqlDbType.Text,
            _ => throw new InvalidOperationException($"The baselines do not support {name}."),
        };
}
