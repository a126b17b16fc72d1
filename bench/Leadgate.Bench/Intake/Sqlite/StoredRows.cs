using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Leadgate.Bench.Intake.Sqlite;

/// <summary>Reads a database while nothing is written to it.</summary>
internal sealed class StoredRows : IDisposable
{
    private readonly SqliteConnection _connection;

    public StoredRows(string path)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString()
        );
        _connection.Open();
    }

    /// <summary>Reads the bulks after a bulk, in the order of their ids.</summary>
    public List<BulkRows> ReadAfter(long bulkId)
    {
        var bulks = ReadRows("bulk", "id", "id", bulkId).ToDictionary(row => (long)row[0], row => new BulkRows(row, [], []));
        foreach (var lead in ReadRows("lead", "bulk_id", "bulk_id, id", bulkId))
            bulks[(long)lead[0]].Leads.Add(lead);
        foreach (var vehicle in ReadRows("vehicle", "bulk_id", "bulk_id, lead_id, n", bulkId))
            bulks[(long)vehicle[0]].Vehicles.Add(vehicle);
        return [.. bulks.OrderBy(bulk => bulk.Key).Select(bulk => bulk.Value)];
    }

    public long GetLastBulkId() => QueryNumber("select coalesce(max(id), 0) from bulk");

    public long CountLeads() => QueryNumber("select (select count(*) from lead) + (select count(*) from lead_with_errors)");

    public string CheckIntegrity()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "pragma integrity_check";
        return (string)command.ExecuteScalar()!;
    }

    public void Dispose() => _connection.Dispose();

    private List<object[]> ReadRows(string table, string bulkColumn, string order, long after)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"select * from {table} where {bulkColumn} > @after order by {order}";
        command.Parameters.AddWithValue("@after", after);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private long QueryNumber(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
