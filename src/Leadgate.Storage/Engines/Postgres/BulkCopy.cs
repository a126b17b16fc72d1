using Leadgate.Storage.Leads;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Puts bulks into their tables with binary COPY (PostgreSQL manual, COPY): two exchanges a table, and the least work a row.
/// </summary>
/// <param name="connection">The writer's, in a transaction.</param>
internal sealed class BulkCopy(NpgsqlConnection connection)
{
    public async Task WriteAsync(IReadOnlyList<NumberedBulk> bulks, CancellationToken cancellation)
    {
        await CopyAsync(BulkTables.Bulk, bulks.Select(bulk => bulk.Stored), cancellation).ConfigureAwait(false);
        await CopyAsync(BulkTables.Pending, bulks.Select(bulk => bulk.Stored), cancellation).ConfigureAwait(false);
        await CopyAsync(BulkTables.Lead, BulkTables.Leads(bulks, isError: false), cancellation).ConfigureAwait(false);
        await CopyAsync(
                BulkTables.Vehicle,
                BulkTables.Leads(bulks, isError: false).Where(lead => lead.Lead.Vehicles.Count > 0),
                cancellation
            )
            .ConfigureAwait(false);
        await CopyAsync(BulkTables.LeadWithErrors, BulkTables.Leads(bulks, isError: true), cancellation).ConfigureAwait(false);
    }

    private async Task CopyAsync<T>(BulkTable<T> table, IEnumerable<T> rows, CancellationToken cancellation)
    {
        using var row = rows.GetEnumerator();
        if (!row.MoveNext())
            return;
        await using var import = await connection
            .BeginBinaryImportAsync($"copy {table.Name} ({string.Join(", ", table.Columns)}) from stdin (format binary)", cancellation)
            .ConfigureAwait(false);
        var target = new Target(import);
        do
        {
            table.Write(target, row.Current);
        } while (row.MoveNext());
        await import.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    private sealed class Target(NpgsqlBinaryImporter import) : IRowWriter
    {
        public void StartRow() => import.StartRow();

        public void Number(long? value)
        {
            if (value is { } number)
                import.Write(number, NpgsqlDbType.Bigint);
            else
                import.WriteNull();
        }

        public void Number(int? value)
        {
            if (value is { } number)
                import.Write(number, NpgsqlDbType.Integer);
            else
                import.WriteNull();
        }

        public void Boolean(bool value) => import.Write(value, NpgsqlDbType.Boolean);

        public void Date(DateOnly? value)
        {
            if (value is { } date)
                import.Write(date, NpgsqlDbType.Date);
            else
                import.WriteNull();
        }

        public void Timestamp(DateTime? value)
        {
            if (value is { } utc)
                import.Write(utc, NpgsqlDbType.TimestampTz);
            else
                import.WriteNull();
        }

        public void Text(string? value)
        {
            if (value is not null)
                import.Write(value, NpgsqlDbType.Text);
            else
                import.WriteNull();
        }

        public void Text(ReadOnlyMemory<byte> utf8)
        {
            if (!utf8.IsEmpty)
                import.Write(utf8, NpgsqlDbType.Text);
            else
                import.WriteNull();
        }

        public void Json(ReadOnlyMemory<byte> value)
        {
            if (!value.IsEmpty)
                import.Write(value, NpgsqlDbType.Json);
            else
                import.WriteNull();
        }

        public void EndRow()
        {
            // The next row, or the end of the import, ends it.
        }
    }
}
