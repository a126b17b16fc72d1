using System.Diagnostics;
using Npgsql;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>One connection that stores rows which are ready in memory. No HTTP, no JSON, no checking.</summary>
internal abstract class RowsBaseline(NpgsqlConnection connection) : IAsyncDisposable
{
    protected NpgsqlConnection Connection => connection;

    /// <summary>Stores them.</summary>
    /// <param name="columns">The columns of the rows.</param>
    /// <param name="transactions">The bulks of each transaction.</param>
    /// <param name="limit">After this time no further transaction begins.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BaselineResult> RunAsync(
        Columns columns,
        IEnumerable<IReadOnlyList<BulkRows>> transactions,
        TimeSpan limit,
        CancellationToken cancellation
    )
    {
        var ready = transactions.ToList();
        var leads = 0L;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        foreach (var bulks in ready.TakeWhile(_ => clock.Elapsed < limit))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await StoreAsync(columns, bulks, cancellation);
            await transaction.CommitAsync(cancellation);
            leads += bulks.Sum(bulk => bulk.Leads.Count);
        }

        return new BaselineResult(leads, clock.Elapsed.TotalSeconds);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    protected abstract Task StoreAsync(Columns columns, IReadOnlyList<BulkRows> bulks, CancellationToken cancellation);
}

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
            case bool truth:
                import.Write(truth, column.Type);
                break;
            case DateOnly day:
                import.Write(day, column.Type);
                break;
            case DateTime moment:
                import.Write(moment, column.Type);
                break;
            default:
                throw new InvalidOperationException($"No baseline writes a {value.GetType().Name}.");
        }
    }
}

/// <summary>Multi-row INSERT, the statements of a transaction sent together.</summary>
internal sealed class InsertBaseline(NpgsqlConnection connection) : RowsBaseline(connection)
{
    private const int RowsOfStatement = 100;

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
        foreach (var chunk in rows.Chunk(RowsOfStatement))
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
