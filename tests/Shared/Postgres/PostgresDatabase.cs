using Npgsql;

namespace Leadgate.Tests.Postgres;

/// <summary>
/// A database of its own for a test, on the server that <c>LEADGATE_TEST_POSTGRES</c> names (as <c>Host=…;Username=…;Password=…</c>), or
/// on one that is started once for the whole run.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("LEADGATE_TEST_POSTGRES");
    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);
    private static int _count;
    private readonly string _administration;

    private PostgresDatabase(string name, string administration, string address) =>
        (Name, _administration, Address) = (name, administration, address);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where it is, as an operator writes it.</summary>
    public string Address { get; }

    /// <summary>For a connection of another program to it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_administration) { Database = Name, Pooling = false }.ToString();

    /// <summary>Makes an empty one.</summary>
    public static async Task<PostgresDatabase> CreateAsync()
    {
        var name = $"leadgate_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        var address = Given is null
            ? PostgresServer.Address(name, await Started.Value)
            : $"postgres:{new NpgsqlConnectionStringBuilder(Given) { Database = name }}";
        var administration = Given ?? (await Started.Value).ConnectionString("postgres");
        var database = new PostgresDatabase(name, administration, address);
        await database.AdministrateAsync($"create database {name} encoding 'UTF8' template template0");
        return database;
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

    public async ValueTask DisposeAsync() => await AdministrateAsync($"drop database if exists {Name} with (force)");

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private async Task AdministrateAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_administration) { Pooling = false }.ToString()
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
