using System.Diagnostics;
using Leadgate.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Leadgate.Bench.Intake;

/// <summary>What the bare driver did.</summary>
/// <param name="Leads">Leads inserted.</param>
/// <param name="Transactions">Transactions, each synced to the disk.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">Processor time, which is less where it waits for the disk.</param>
internal sealed record DriverResult(long Leads, int Transactions, double Seconds, double ProcessorSeconds)
{
    public double PerSecond => Leads / Seconds;
}

/// <summary>
/// The baseline of intake: Microsoft.Data.Sqlite on one thread, with one connection, prepared statements and rows that are ready
/// in memory, into the service's own schema with the service's durability (WAL, synchronous = FULL). No HTTP, no JSON, no checking.
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
        foreach (var pragma in (string[])["journal_mode = wal", "synchronous = full"]) Command("pragma " + pragma).ExecuteNonQuery();
        _begin = Command("begin immediate");
        _commit = Command("commit");
        _bulk = Insert("bulk");
        _lead = Insert("lead");
        _vehicle = Insert("vehicle");
    }

    /// <summary>Makes a database of the store's schema and opens it.</summary>
    public static async Task<BareDriver> CreateAsync(string path)
    {
        await using (SqliteLeadStore.Open(path, TimeProvider.System, TimeSpan.FromDays(1)))
        {
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, Pooling = false }.ToString());
        connection.Open();
        return new BareDriver(connection);
    }

    /// <summary>Inserts bulks.</summary>
    /// <param name="bulks">The bulks.</param>
    /// <param name="mostTogether">
    /// 1 for a transaction each; more for the service's own transactions, whose bulks bear one moment. Several transactions of one
    /// millisecond look like one, but none has more bulks than there were senders.
    /// </param>
    /// <param name="limit">After this time no further transaction begins.</param>
    public DriverResult Run(IReadOnlyList<BulkRows> bulks, int mostTogether, TimeSpan limit)
    {
        var (leads, transactions) = (0L, 0);
        GC.Collect();
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < bulks.Count && clock.Elapsed < limit;)
        {
            var first = i;
            _begin.ExecuteNonQuery();
            do
            {
                Insert(bulks[i]);
                leads += bulks[i].Leads.Count;
                i++;
            }
            while (i < bulks.Count && i - first < mostTogether && Equals(bulks[i].StoredAt, bulks[first].StoredAt));

            _commit.ExecuteNonQuery();
            transactions++;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return new DriverResult(leads, transactions, seconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _bulk, _lead, _vehicle]) command.Dispose();
        _connection.Dispose();
    }

    private void Insert(BulkRows rows)
    {
        Run(_bulk, rows.Bulk);
        foreach (var lead in rows.Leads) Run(_lead, lead);
        foreach (var vehicle in rows.Vehicles) Run(_vehicle, vehicle);
    }

    private static void Run(SqliteCommand insert, object[] values)
    {
        for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
        insert.ExecuteNonQuery();
    }

    private SqliteCommand Insert(string table)
    {
        using var any = Command($"select * from {table} limit 0");
        using var reader = any.ExecuteReader();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var insert = Command($"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(name => "@" + name))})");
        foreach (var name in names) insert.Parameters.Add(new SqliteParameter("@" + name, DBNull.Value));
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
