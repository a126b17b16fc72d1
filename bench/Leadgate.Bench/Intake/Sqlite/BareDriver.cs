using Leadgate.Storage;
using Microsoft.Data.Sqlite;

namespace Leadgate.Bench.Intake.Sqlite;

/// <summary>
/// The baseline on SQLite: Microsoft.Data.Sqlite on one thread, with one connection, prepared statements, and rows from memory, with the
/// schema and durability of the service (WAL, synchronous = FULL). No HTTP, no JSON, no validation.
/// </summary>
internal sealed class BareDriver : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _bulk;
    private readonly SqliteCommand _lead;
    private readonly SqliteCommand _vehicle;

    private BareDriver(SqliteConnection connection)
    {
        _connection = connection;
        foreach (var pragma in (string[])["journal_mode = wal", "synchronous = full"])
            Command("pragma " + pragma).ExecuteNonQuery();
        _begin = Command("begin immediate");
        _commit = Command("commit");
        _bulk = Insert("bulk");
        _lead = Insert("lead");
        _vehicle = Insert("vehicle");
    }

    /// <summary>Creates a database with the schema of the service and opens it.</summary>
    public static async Task<BareDriver> CreateAsync(string path)
    {
        await using (StoreAddress.Parse("sqlite:" + path).Open(TimeProvider.System)) { }

        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                ForeignKeys = true,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return new BareDriver(connection);
    }

    /// <summary>Inserts bulks in one transaction, and returns the number of their leads.</summary>
    public long Store(IReadOnlyList<BulkRows> bulks)
    {
        var leads = 0L;
        _begin.ExecuteNonQuery();
        foreach (var bulk in bulks)
        {
            Insert(bulk);
            leads += bulk.Leads.Count;
        }

        _commit.ExecuteNonQuery();
        return leads;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _bulk, _lead, _vehicle])
            command.Dispose();
        _connection.Dispose();
    }

    private void Insert(BulkRows rows)
    {
        Run(_bulk, rows.Bulk);
        foreach (var lead in rows.Leads)
            Run(_lead, lead);
        foreach (var vehicle in rows.Vehicles)
            Run(_vehicle, vehicle);
    }

    private static void Run(SqliteCommand insert, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            insert.Parameters[i].Value = values[i];
        insert.ExecuteNonQuery();
    }

    private SqliteCommand Insert(string table)
    {
        using var any = Command($"select * from {table} limit 0");
        using var reader = any.ExecuteReader();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var insert = Command(
            $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(name => "@" + name))})"
        );
        foreach (var name in names)
            insert.Parameters.Add(new SqliteParameter("@" + name, DBNull.Value));
        insert.Prepare();
        return insert;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
