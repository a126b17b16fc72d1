using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>A real file in a temporary folder.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The database file.</summary>
    public string File => _folder.Path("leadgate.db");

    internal override Task<StoreAddress> AddressAsync() => Task.FromResult(StoreAddress.Parse("sqlite:" + File));

    public override Task<IReadOnlyList<string>> RowsAsync(string sql) => Task.FromResult(Rows(sql));

    /// <summary>A connection of another program to the file.</summary>
    public SqliteConnection Connect() => Connect(File);

    /// <summary>The rows of a query, the values of a row joined by a bar.</summary>
    public IReadOnlyList<string> Rows(string sql) => RowsOf(File, sql);

    /// <summary>The rows of a query on any file.</summary>
    public static IReadOnlyList<string> RowsOf(string file, string sql)
    {
        using var connection = Connect(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i))
                )
            );
        return rows;
    }

    /// <summary>
    /// What a crash would leave now: the file and then its log, as they are. A reader holds the log open meanwhile, so that no checkpoint
    /// carries it into the file between the two copies. If all of it was in the file already, the writer may begin it anew meanwhile; a
    /// copy of the old beginning and the new end is nothing that a crash leaves.
    /// </summary>
    public string CopyAsAfterACrash(string name)
    {
        var copy = _folder.Path(name);
        using var reader = Connect();
        using var begin = reader.CreateCommand();
        begin.CommandText = "begin; select count(*) from bulk";
        begin.ExecuteNonQuery();
        do
        {
            Copy(File, copy);
            Copy(File + "-wal", copy + "-wal");
        } while (!ReadLogHeader(copy).SequenceEqual(ReadLogHeader(File)));
        return copy;
    }

    /// <summary>It changes when the log, all of which is in the file, is written from its beginning.</summary>
    private static byte[] ReadLogHeader(string file)
    {
        using var log = new FileStream(file + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[32];
        return header[..log.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)];
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = System.IO.File.Create(to);
        source.CopyTo(target);
    }

    private static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override ILeadStore Open() => new LeadStore(SqliteEngine.Open(File, Time, Patient));
}
