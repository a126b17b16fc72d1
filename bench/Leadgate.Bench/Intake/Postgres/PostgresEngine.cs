using System.Globalization;
using Leadgate.Storage;
using Leadgate.Storage.Engines.Postgres;
using Npgsql;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>PostgreSQL, against binary COPY and multi-row INSERT. Each has its own database, which is dropped at the end.</summary>
internal sealed class PostgresEngine : IntakeEngine
{
    private const string Service = "service";
    private const string Plain = "plain";
    private readonly string _adminConnectionString;
    private readonly string _prefix = $"leadgate_bench_{Environment.ProcessId}_";
    private readonly List<string> _databases = [];
    private PostgresRows _rows = null!;
    private RowsBaseline _copy = null!;
    private RowsBaseline _copyByThousand = null!;
    private RowsBaseline _insert = null!;
    private string _version = "";

    private PostgresEngine(string adminConnectionString) => _adminConnectionString = adminConnectionString;

    public override string Name => "PostgreSQL " + _version;

    public override string FileName => "postgres.md";

    public override string Address => $"postgres:{ConnectionString(Service)}";

    public override string PlainAddress => $"postgres:{ConnectionString(Plain)}";

    public override IReadOnlyList<Baseline> Baselines { get; } =
    [
        new("COPY", "binary COPY into each table, a transaction for each bulk"),
        new("INSERT", "multi-row INSERT of up to 100 rows, prepared and sent in one batch, a transaction for each bulk"),
        new("COPY, 1,000", "binary COPY in transactions of 1,000 leads, regardless of latency"),
    ];

    public override string Explanation =>
        """
            Each **baseline** is one Npgsql connection on one thread, with `synchronous_commit = on`. The server shares the cores
            with all of them.
            """;

    /// <param name="address">A database on the server whose user can create databases.</param>
    public static async Task<PostgresEngine> CreateAsync(StoreAddress address, CancellationToken cancellation)
    {
        var engine = new PostgresEngine(PostgresAddress.Parse(address.Rest).ConnectionString);
        try
        {
            engine._version = (await engine.ExecuteAdminAsync("show server_version", cancellation)).Split(' ')[0];
            await engine.CreateDatabaseAsync(Plain, cancellation);
            foreach (var name in (string[])[Service, "copy", "insert", "thousand"])
                await engine.CreateStoreAsync(name, cancellation);
            engine._rows = new PostgresRows(await engine.OpenAsync(Service, cancellation));
            engine._copy = new CopyBaseline(await engine.OpenAsync("copy", cancellation));
            engine._insert = new InsertBaseline(await engine.OpenAsync("insert", cancellation));
            engine._copyByThousand = new CopyBaseline(await engine.OpenAsync("thousand", cancellation));
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public override async Task<Repetition> RepeatAsync(int senders, TimeSpan limit, CancellationToken cancellation)
    {
        var (columns, bulks) = await _rows.ReadNextAsync(cancellation);
        return new Repetition(
            bulks.Sum(bulk => (long)bulk.Leads.Count),
            AsStored(bulks, senders).Count(),
            [
                await _copy.RunAsync(columns, OneByOne(bulks), limit, cancellation),
                await _insert.RunAsync(columns, OneByOne(bulks), limit, cancellation),
                await _copyByThousand.RunAsync(columns, ByThousand(bulks), limit, cancellation),
            ]
        );
    }

    public override Task<long> CountStoredAsync(CancellationToken cancellation) => _rows.CountLeadsAsync(cancellation);

    public override async ValueTask DisposeAsync()
    {
        foreach (var one in (IAsyncDisposable?[])[_rows, _copy, _insert, _copyByThousand])
        {
            if (one is not null)
                await one.DisposeAsync();
        }

        foreach (var name in _databases)
            await ExecuteAdminAsync($"drop database {_prefix}{name} with (force)", CancellationToken.None);
    }

    private async Task CreateDatabaseAsync(string name, CancellationToken cancellation)
    {
        await ExecuteAdminAsync($"create database {_prefix}{name} encoding 'UTF8' template template0", cancellation);
        _databases.Add(name);
    }

    private async Task CreateStoreAsync(string name, CancellationToken cancellation)
    {
        await CreateDatabaseAsync(name, cancellation);

        // Opening creates the schema.
        await StoreAddress.Parse($"postgres:{ConnectionString(name)}").Open(TimeProvider.System).DisposeAsync();
    }

    private string ConnectionString(string name) =>
        new NpgsqlConnectionStringBuilder(_adminConnectionString) { Database = _prefix + name }.ToString();

    private async Task<NpgsqlConnection> OpenAsync(string name, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString(name))
            {
                Pooling = false,
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = 1,
            }.ToString()
        );
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private async Task<string> ExecuteAdminAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_adminConnectionString) { Pooling = false }.ToString()
        );
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) ?? "";
    }
}
