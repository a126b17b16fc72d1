using Npgsql;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>Multi-row INSERT, with all statements of a transaction in one batch.</summary>
internal sealed class InsertBaseline(NpgsqlConnection connection) : RowsBaseline(connection)
{
    private const int RowsPerStatement = 100;

    protected override async Task StoreAsync(Columns columns, IReadOnlyList<BulkRows> bulks, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(Connection);
        Add(batch, "bulk", columns.Bulk, bulks.Select(bulk => bulk.Bulk));
        Add(batch, "lead", columns.Lead, bulks.SelectMany(bulk => bulk.Leads));
        Add(batch, "vehicle", columns.Vehicle, bulks.SelectMany(bulk => bulk.Vehicles));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add(NpgsqlBatch batch, string table, IReadOnlyList<Column> columns, IEnumerable<object[]> rows)
    {
        foreach (var chunk in rows.Chunk(RowsPerStatement))
        {
            var number = 0;
            var values = chunk.Select(_ => $"({string.Join(',', columns.Select(_ => "$" + ++number))})");
            var command = new NpgsqlBatchCommand(
                $"insert into {table} ({string.Join(',', columns.Select(column => column.Name))}) values {string.Join(',', values)}"
            );
            foreach (var row in chunk)
            {
                for (var i = 0; i < columns.Count; i++)
                    command.Parameters.Add(new NpgsqlParameter { Value = row[i], NpgsqlDbType = columns[i].Type });
            }

            batch.BatchCommands.Add(command);
        }
    }
}
