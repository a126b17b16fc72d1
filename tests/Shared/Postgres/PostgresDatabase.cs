using Npgsql;

namespace Leadgate.Tests.Postgres;

/// <summary>
/// A database of its own for a test, on the server that <c>LEADGATE_TEST_POSTGRES</c> names (as <c>Host=…;Username=…;Password=…</c>), or
/// on one that is started once for the whole run.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("LEADGATE_TEST_POSTGRES");

    /// <summary>No test crashes this server, so nothing depends on its fsync, which would take most of the time.</summary>
    private static readonly Lazy<Task<PostgresServer>> Fast = new(() => StopAtExitAsync(PostgresServer.StartInMemoryAsync()));

    private static readonly Lazy<Task<PostgresServer>> Durable = new(() => StopAtExitAsync(PostgresServer.StartNewAsync()));
    private static int _count;

    /// <summary>The server of the database; null for the one of <c>LEADGATE_TEST_POSTGRES</c>.</summary>
    private readonly PostgresServer? _server;

    private PostgresDatabase(string name, PostgresServer? server) => (Name, _server) = (name, server);

    public string Name { get; }

    /// <summary>Its address, as an operator writes it.</summary>
    public string Address =>
        _server is null
            ? $"postgres:{new NpgsqlConnectionStringBuilder(Given) { Database = Name }}"
            : PostgresServer.Address(Name, _server);

    /// <summary>For a connection of another program to it.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(Administration(_server)) { Database = Name, Pooling = false }.ToString();

    /// <summary>Creates one: empty, or as a copy of <paramref name="template"/>, which must be on the same server.</summary>
    /// <param name="template">What to copy, or null.</param>
    /// <param name="isDurable">Whether its server waits for the disk, as in production.</param>
    public static async Task<PostgresDatabase> CreateAsync(PostgresDatabase? template = null, bool isDurable = false)
    {
        var server = Given is null ? await (isDurable ? Durable : Fast).Value : null;
        var name = $"leadgate_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await AdministrateAsync(server, $"create database {name} encoding 'UTF8' template {template?.Name ?? "template0"}");
        return new PostgresDatabase(name, server);
    }

    /// <summary>The rows of a query, values of a row joined by a bar.</summary>
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

    /// <summary>Drops it when the run ends; a server that was started for the run is deleted as a whole.</summary>
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
