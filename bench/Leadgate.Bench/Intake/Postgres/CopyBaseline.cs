using Npgsql;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>Binary COPY into each table (PostgreSQL manual, COPY).</summary>
internal sealed class CopyBaseline(NpgsqlConnection connection) : RowsBaseline(connection)
{
    protected override async Task StoreAsync(Columns columns, IReadOnlyList<BulkRows> bulks, CancellationToken cancellation)
    {
        await CopyAsync("bulk", columns.Bulk, bulks.Select(bulk => bulk.Bulk), cancellation);
        await CopyAsync("lead", columns.Lead, bulks.SelectMany(bulk => bulk.Leads), cancellation);
        await CopyAsync("vehicle", columns.Vehicle, bulks.SelectMany(bulk => bulk.Vehicles), cancellation);
    }

    private async Task CopyAsync(string table, IReadOnlyList<Column> columns, IEnumerable<object[]> rows, CancellationToken cancellation)
    {
        using var row = rows.GetEnumerator();
        if (!row.MoveNext())
            return;
        await using var import = await Connection.BeginBinaryImportAsync(
            $"copy {table} ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)",
            cancellation
        );
        do
        {
            import.StartRow();
            for (var i = 0; i < columns.Count; i++)
                Write(import, row.Current[i], columns[i]);
        } while (row.MoveNext());
        await import.CompleteAsync(cancellation);
    }

    private static void Write(NpgsqlBinaryImporter import, object value, Column column)
    {
        switch (value)
        {
            case DBNull:
                import.WriteNull();
                break;
            case string text:
                import.Write(text, column.Type);
                break;
            case int number:
                import.Write(number, column.Type);
                break;
            case long number:
                import.Write(number, column.Type);
                break;
            case short number:
                import.Write(number, column.Type);
                break;
            case bool boolean:
                import.Write(boolean, column.Type);
                break;
            case DateOnly day:
                import.Write(day, column.Type);
                break;
            case DateTime moment:
                import.Write(moment, column.Type);
                break;
            default:
                throw new InvalidOperationException($"The baselines do not support {value.GetType().Name}.");
        }
    }
}
