using System.Data.Common;
using Leadgate.Storage;
using Leadgate.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A store on a small disk of its own, and what can happen to it.</summary>
internal abstract class SoakStore : IAsyncDisposable
{
    /// <summary>So much room takes a lead, its log and its vacuum included, twice over.</summary>
    private const int BytesOfLead = 2048;
    private const int LeastMebibytes = 512;

    /// <summary>The engine, as people call it.</summary>
    public abstract string Name { get; }

    /// <summary>Its address, as an operator writes it.</summary>
    public abstract string Address { get; }

    /// <summary>The address of a place beside it where there is no store yet.</summary>
    public abstract string EmptyAddress { get; }

    /// <summary>What it means that it is away.</summary>
    public abstract string Away { get; }

    /// <summary>The disk.</summary>
    public required SoakDisk Disk { get; init; }

    /// <summary>Makes one.</summary>
    /// <param name="engine">The scheme of its address.</param>
    /// <param name="leads">About how many leads it is to hold.</param>
    public static async Task<SoakStore> CreateAsync(string engine, long leads)
    {
        var mebibytes = Math.Max(LeastMebibytes, (int)(leads * BytesOfLead >> 20));
        return engine == StoreAddress.Postgres
            ? await PostgresSoakStore.CreateAsync(mebibytes)
            : await SqliteSoakStore.CreateAsync(mebibytes);
    }

    /// <summary>Takes it away.</summary>
    public abstract Task TakeAwayAsync();

    /// <summary>Gives it back.</summary>
    public abstract Task GiveBackAsync();

    /// <summary>An open connection of our own to it.</summary>
    public abstract Task<DbConnection> ConnectAsync(string address, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A file.</summary>
internal sealed class SqliteSoakStore(DirectoryInfo folder) : SoakStore
{
    private SqliteConnection? _holder;

    public override string Name => "SQLite";

    public override string Address => "sqlite:" + Path.Combine(folder.FullName, "leadgate.db");

    public override string EmptyAddress => "sqlite:" + Path.Combine(folder.FullName, "restored.db");

    public override string Away => "another process holds its lock";

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

    public override async Task TakeAwayAsync()
    {
        _holder = (SqliteConnection)await ConnectAsync(Address, CancellationToken.None);
        await using var begin = _holder.CreateCommand();
        begin.CommandText = "begin immediate";
        await begin.ExecuteNonQueryAsync();
    }

    public override async Task GiveBackAsync()
    {
        if (_holder is not null)
            await _holder.DisposeAsync();
        _holder = null;
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
        await GiveBackAsync();
        await Disk.DisposeAsync();
        folder.Delete();
    }
}

/// <summary>A server of its own, whose tables are on the small disk.</summary>
internal sealed class PostgresSoakStore(PostgresServer server) : SoakStore
{
    private const string Database = "leads";
    private const string Empty = "restored";

    public override string Name => "PostgreSQL";

    public override string Address => PostgresServer.Address(Database, server);

    public override string EmptyAddress => PostgresServer.Address(Empty, server);

    public override string Away => "the server is stopped";

    public static async Task<PostgresSoakStore> CreateAsync(int mebibytes)
    {
        var server = await PostgresServer.StartNewAsync();
        SoakDisk? disk = null;
        try
        {
            var folder = server.NewFolder("small");
            disk = await SoakDisk.MountAsync(folder, mebibytes, Environment.IsPrivilegedProcess ? "postgres" : Environment.UserName);
            await server.ExecuteAsync($"create tablespace small location '{folder}'");
            await server.ExecuteAsync($"create database {Database} tablespace small");
            await server.ExecuteAsync($"create database {Empty} tablespace small");
            return new PostgresSoakStore(server) { Disk = disk };
        }
        catch
        {
            await server.StopAsync();
            if (disk is not null)
                await disk.DisposeAsync();
            await server.DisposeAsync();
            throw;
        }
    }

    public override Task TakeAwayAsync() => server.StopAsync();

    public override Task GiveBackAsync() => server.StartAsync();

    public override async Task<DbConnection> ConnectAsync(string address, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(server.ConnectionString(address == Address ? Database : Empty));
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await Disk.DisposeAsync();
        await server.DisposeAsync();
    }
}
