using Leadgate.Storage.Leads;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Puts a few leads into their tables with INSERT, a prepared statement a row, and commits: all in one exchange with the server, where
/// COPY takes two for each table. For few rows the exchanges are what costs (docs/decisions/0013).
/// </summary>
/// <param name="connection">The writer's, in a transaction.</param>
internal sealed class PostgresBulkInserts(NpgsqlConnection connection)
{
    public async Task WriteAndCommitAsync(IReadOnlyList<NumberedBulk> bulks, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, BulkTables.Bulk, bulks.Select(bulk => bulk.Stored));
        Add(batch, BulkTables.Pending, bulks.Select(bulk => bulk.Stored));
        Add(batch, BulkTables.Lead, BulkTables.Leads(bulks, isError: false));
        Add(batch, BulkTables.Vehicle, BulkTables.Leads(bulks, isError: false));
        Add(batch, BulkTables.LeadWithErrors, BulkTables.Leads(bulks, isError: true));
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static void Add<T>(NpgsqlBatch batch, BulkTable<T> table, IEnumerable<T> rows)
    {
        var parameters = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(n => "$" + n));
        var target = new Target(batch, $"insert into {table.Name} ({string.Join(", ", table.Columns)}) values ({parameters})");
        foreach (var row in rows)
            table.Write(target, row);
    }

    private sealed class Target(NpgsqlBatch batch, string sql) : IRowWriter
    {
        private NpgsqlParameterCollection _row = null!;

        public void StartRow() => _row = batch.Add(sql).Parameters;

        public void Number(long? value) => Add(value, NpgsqlDbType.Bigint);

        public void Number(int? value) => Add(value, NpgsqlDbType.Integer);

        public void Boolean(bool value) => _row.Add(new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean });

        public void Date(DateOnly? value) => Add(value, NpgsqlDbType.Date);

        public void Timestamp(DateTime? value) => Add(value, NpgsqlDbType.TimestampTz);

        public void Text(string? value) =>
            _row.Add(
                value is null
                    ? Null(NpgsqlDbType.Text)
                    : new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text }
            );

        public void Text(ReadOnlyMemory<byte> utf8) => Add(utf8, NpgsqlDbType.Text);

        public void Json(ReadOnlyMemory<byte> value) => Add(value, NpgsqlDbType.Json);

        public void EndRow()
        {
            // Rows travel together.
        }

        private void Add<T>(T? value, NpgsqlDbType type)
            where T : struct =>
            _row.Add(value is { } given ? new NpgsqlParameter<T> { TypedValue = given, NpgsqlDbType = type } : Null(type));

        private void Add(ReadOnlyMemory<byte> utf8, NpgsqlDbType type) =>
            _row.Add(utf8.IsEmpty ? Null(type) : new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = utf8, NpgsqlDbType = type });

        private static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };
    }
}
