using Npgsql;

namespace Leadgate.Tests.Postgres;

/// <summary>
/// A database for one test, on the server of <c>LEADGATE_TEST_POSTGRES</c> (<c>Host=…;Username=…;Password=…</c>), or on one that is started
/// once for the whole run.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("LEADGATE_TEST_POSTGRES");

    /// <summary>No test crashes this server, so it needs no fsync, which would take most of the time.</summary>
    private static readonly Lazy<Task<PostgresServer>> Fast = new(() => StopAtExitAsync(PostgresServer.StartInMemoryAsync()));

    private static readonly Lazy<Task<PostgresServer>> Durable = new(() => StopAtExitAsync(PostgresServer.StartNewAsync()));
    private static int _count;

    /// <summary>Null for the server of the environment variable.</summary>
    private readonly PostgresServer? _server;

    private PostgresDatabase(string name, PostgresServer? server) => (Name, _server) = (name, server);

    public string Name { get; }

    /// <summary>The address, as in the setting.</summary>
    public string Address =>
        _server is null
            ? "postgres:"
                + new NpgsqlConnectionStringBuilder(Given)
                {
                    Database = Name,
                    Timeout = 120,
                    CommandTimeout = 180,
                    CancellationTimeout = 180_000,
                }
            : PostgresServer.Address(Name, _server);

    /// <summary>The connection string, for reading it without a store.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(Administration(_server)) { Database = Name, Pooling = false }.ToString();

    /// <summary>Creates an empty database, or a copy of a template on the same server.</summary>
    /// <param name="template">The database to copy, or null.</param>
    /// <param name="isDurable">Whether the server waits for the disk and asks for the password, as in production.</param>
    public static async Task<PostgresDatabase> CreateAsync(PostgresDatabase? template = null, bool isDurable = false)
    {
        var server = Given is null ? await (isDurable ? Durable : Fast).Value : null;
        var name = $"leadgate_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await AdministrateAsync(
            server,
            $"create database {name} encoding 'UTF8' template {template?.Name ?? "template0"} strategy file_copy"
        );
        return new PostgresDatabase(name, server);
    }

    /// <summary>The rows of a query, the values of a row separated by bars.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
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

    /// <summary>Drops the database when the run ends, unless its server is deleted then.</summary>
    public void DropAtExit()
    {
        if (_server is null)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync() => await AdministrateAsync(_server, $"drop database if exists {Name} with (force)");

    private static async Task<PostgresServer> StopAtExitAsync(Task<PostgresServer> starting)
    {
        var server = await starting;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private static string Administration(PostgresServer? server) => server?.ConnectionString("postgres") ?? Given!;

    private static async Task AdministrateAsync(PostgresServer? server, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Administration(server)) { Pooling = true }.ToString()
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
