using System.Globalization;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Engines.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Migration;

/// <summary>Copies rows of a table that both stores have, in PostgreSQL's types.</summary>
internal sealed class TableCopy : IAsyncDisposable
{
    private readonly string _table;
    private readonly IReadOnlyList<(string Name, NpgsqlDbType Type)> _columns;
    private readonly NpgsqlBinaryImporter _import;

    private TableCopy(string table, IReadOnlyList<(string Name, NpgsqlDbType Type)> columns, NpgsqlBinaryImporter import) =>
        (_table, _columns, _import) = (table, columns, import);

    public static async Task<TableCopy> BeginAsync(NpgsqlConnection target, string table, CancellationToken cancellation)
    {
        var columns = new List<(string, NpgsqlDbType)>();
        await using (
            var command = target.Command(
                """
                select column_name, udt_name from information_schema.columns
                where table_schema = current_schema() and table_name = @table order by ordinal_position
                """,
                ("@table", table)
            )
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                columns.Add((row.GetString(0), GetDbType(row.GetString(1))));
        }

        var import = await target
            .BeginBinaryImportAsync(
                $"copy {table} ({string.Join(", ", columns.Select(column => column.Item1))}) from stdin (format binary)",
                cancellation
            )
            .ConfigureAwait(false);
        return new TableCopy(table, columns, import);
    }

    /// <summary>Copies the rows that meet a condition.</summary>
    public async Task RunAsync(SqliteConnection source, string where, CancellationToken cancellation)
    {
        await using var command = source.Command(
            $"select {string.Join(", ", _columns.Select(column => column.Name))} from {_table} where {where}"
        );
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
        {
            await _import.StartRowAsync(cancellation).ConfigureAwait(false);
            for (var i = 0; i < _columns.Count; i++)
                Write(row, i);
        }

        await _import.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    private void Write(SqliteDataReader row, int i)
    {
        var type = _columns[i].Type;
        if (row.IsDBNull(i))
        {
            _import.WriteNull();
            return;
        }

        switch (type)
        {
            case NpgsqlDbType.Smallint:
                _import.Write(row.GetInt16(i), type);
                break;
            case NpgsqlDbType.Integer:
                _import.Write(row.GetInt32(i), type);
                break;
            case NpgsqlDbType.Bigint:
                _import.Write(row.GetInt64(i), type);
                break;
            case NpgsqlDbType.Boolean:
                _import.Write(row.GetBoolean(i), type);
                break;
            case NpgsqlDbType.Date:
                _import.Write(row.GetFieldValue<DateOnly>(i), type);
                break;
            case NpgsqlDbType.TimestampTz:
                _import.Write(row.GetTimestamp(i), type);
                break;
            case NpgsqlDbType.Bytea:
                _import.Write((byte[])row[i], type);
                break;
            default:
                _import.Write(row.GetString(i), type);
                break;
        }
    }

    private static NpgsqlDbType GetDbType(string name) =>
        name switch
        {
            "int2" => NpgsqlDbType.Smallint,
            "int4" => NpgsqlDbType.Integer,
            "int8" => NpgsqlDbType.Bigint,
            "bool" => NpgsqlDbType.Boolean,
            "date" => NpgsqlDbType.Date,
            "timestamptz" => NpgsqlDbType.TimestampTz,
            "bytea" => NpgsqlDbType.Bytea,
            "json" => NpgsqlDbType.Json,
            "text" => NpgsqlDbType.Text,
            _ => throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"A column of type {name} cannot be copied.")
            ),
        };
}
