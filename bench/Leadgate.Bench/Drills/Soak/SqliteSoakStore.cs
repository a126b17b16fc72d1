using System.Data.Common;
using Leadgate.Storage;
using Microsoft.Data.Sqlite;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A database file on the small disk.</summary>
internal sealed class SqliteSoakStore(DirectoryInfo folder) : SoakStore
{
    private SqliteConnection? _lockHolder;

    public override string Name => "SQLite";

    public override string Address => "sqlite:" + Path.Combine(folder.FullName, "leadgate.db");

    public override string EmptyAddress => "sqlite:" + Path.Combine(folder.FullName, "restored.db");

    public override string OutageDescription => "another process holds its lock";

    public static async Task<SqliteSoakStore> CreateAsync(int mebibytes)
    {
        var folder = Directory.CreateTempSubdirectory("leadgate-soak-");
        try
        {
            return new SqliteSoakStore(folder) { Disk = await SoakDisk.MountAsync(folder.FullName, mebibytes, "root") };
        }
        catch
        {
            folder.Delete();
            throw;
        }
    }

    public override async Task StartOutageAsync()
    {
        _lockHolder = (SqliteConnection)await ConnectAsync(Address, CancellationToken.None);
        await using var begin = _lockHolder.CreateCommand();
        begin.CommandText = "begin immediate";
        await begin.ExecuteNonQueryAsync();
    }

    public override async Task EndOutageAsync()
    {
        if (_lockHolder is not null)
            await _lockHolder.DisposeAsync();
        _lockHolder = null;
    }

    public override async Task<DbConnection> ConnectAsync(string address, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = StoreAddress.Parse(address).Rest,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString()
        );
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await EndOutageAsync();
        await Disk.DisposeAsync();
        folder.Delete();
    }
}
