using System.Data.Common;
using Leadgate.Tests.Postgres;
using Npgsql;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A PostgreSQL server whose tables are on the small disk.</summary>
internal sealed class PostgresSoakStore(PostgresServer server) : SoakStore
{
    private const string Database = "leads";
    private const string Empty = "restored";

    public override string Name => "PostgreSQL";

    public override string Address => PostgresServer.Address(Database, server);

    public override string EmptyAddress => PostgresServer.Address(Empty, server);

    public override string OutageDescription => "the server is stopped";

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

    public override Task StartOutageAsync() => server.StopAsync();

    public override Task EndOutageAsync() => server.StartAsync();

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
