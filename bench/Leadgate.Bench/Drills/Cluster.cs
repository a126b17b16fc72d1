using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Storage;
using Leadgate.Tests.Postgres;

namespace Leadgate.Bench.Drills;

/// <summary>Two nodes of the service on a PostgreSQL server with a synchronous replica, all on this machine.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Replica = "leadgate_replica";
    private const string ThisProgram = "Leadgate.Server.dll";
    private const string Database = "leads";
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly DirectoryInfo _folder;
    private readonly string[] _addresses = [Balancer.FreeAddress(), Balancer.FreeAddress()];

    private Cluster(DirectoryInfo folder, PostgresServer primary, PostgresServer replica) =>
        (_folder, Primary, Standby, Serving) = (folder, primary, replica, primary);

    /// <summary>The primary at the start of the drill.</summary>
    public PostgresServer Primary { get; }

    public PostgresServer Standby { get; }

    /// <summary>The current primary.</summary>
    public PostgresServer Serving { get; private set; }

    public ChildProcess[] Nodes { get; } = new ChildProcess[2];

    /// <summary>Where senders send to: the nodes, or a load balancer in front of them.</summary>
    public IReadOnlyList<Uri> Endpoints { get; set; } = [];

    /// <summary>The database setting, with both servers.</summary>
    public string Address => PostgresServer.Address(Database, Primary, Standby);

    /// <summary>The API key of the senders. Without one, nodes would accept keyless requests.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Seconds since the start of the drill.</summary>
    public double Seconds => _clock.Elapsed.TotalSeconds;

    /// <param name="program">The assembly of the program that the nodes begin with; null for this one.</param>
    public static async Task<Cluster> StartAsync(string? program, CancellationToken cancellation)
    {
        var primary = await PostgresServer.StartNewAsync($"synchronous_standby_names={Replica}", "synchronous_commit=local");
        var cluster = new Cluster(
            Directory.CreateTempSubdirectory("leadgate-drill-"),
            primary,
            await PostgresServer.StartReplicaAsync(primary, Replica)
        );
        try
        {
            await primary.ExecuteAsync($"create database {Database}");
            if (program is null)
                cluster.Key = await CreateKeyAsync(cluster.Address, cancellation);
            else
                cluster.Key = await CreateKeyAsync(program, cluster.Address, cancellation);
            for (var i = 0; i < cluster.Nodes.Length; i++)
                await cluster.StartNodeAsync(i, cancellation, program);
            cluster.Endpoints = [.. cluster.Nodes.Select(node => node.Address)];
            cluster._clock.Restart();
            cluster.Log("two nodes, PostgreSQL, and its synchronous replica are running");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> CreateKeyAsync(string database, CancellationToken cancellation)
    {
        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        var text = ApiKeyToken.Generate("TEST");
        await store.Keys.AddAsync(
            new ApiKey
            {
                Name = "drill",
                Scopes = Scopes.LeadsWrite | Scopes.LeadsRead,
                Hint = ApiKeyToken.GetHint(text),
                Hash = ApiKeyToken.Hash(text),
                CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            cancellation
        );
        return text;
    }

    /// <summary>Lets another program create the database and a key, because this one would create its own schema.</summary>
    private static async Task<string> CreateKeyAsync(string program, string database, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [program, "keys", "create", "drill", "--scope", "leads:write", "leads:read", "--database", database]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellation);
        var key = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? key.Trim() : throw new InvalidOperationException($"{program} created no key: {await error}");
    }

    /// <summary>Starts a node, always on the same address.</summary>
    /// <param name="program">The assembly of the program; null for this one.</param>
    /// <param name="more">Further options.</param>
    public async Task StartNodeAsync(int number, CancellationToken cancellation, string? program = null, params IEnumerable<string> more) =>
        Nodes[number] = await ChildProcess.StartAsync(
            program ?? ThisProgram,
            _folder.FullName,
            [
                "serve",
                .. more,
                "--urls",
                $"http://{_addresses[number]}",
                "--database",
                Address,
                "--requests-per-minute",
                "100000000",
                "--leads-per-minute",
                "100000000",
                "--stored-mib-per-minute",
                "1048576",
            ],
            cancellation
        );

    /// <summary>Promotes the replica, which then does not wait for a replica of its own.</summary>
    public async Task PromoteAsync()
    {
        await Standby.PromoteAsync();
        Serving = Standby;
        await Standby.ExecuteAsync("alter system set synchronous_standby_names = ''");
        await Standby.ExecuteAsync("select pg_reload_conf()");
    }

    /// <summary>Creates a client that sends the API key.</summary>
    public HttpClient CreateClient() =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            Timeout = TimeSpan.FromSeconds(30),
            DefaultRequestHeaders = { { Headers.ApiKey, Key } },
        };

    /// <summary>Runs a query that returns a number on the current primary.</summary>
    public async Task<long> QueryNumberAsync(string sql) =>
        Convert.ToInt64(await Serving.ExecuteAsync(sql, Database), CultureInfo.InvariantCulture);

    /// <summary>Prints an event with its time.</summary>
    public void Log(string message) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Seconds, 7:0.00} s  {message}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes.Where(node => node is not null))
            await node.DisposeAsync();
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
