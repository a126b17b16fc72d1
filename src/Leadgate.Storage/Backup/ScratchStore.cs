using System.Globalization;
using System.Security.Cryptography;
using Leadgate.Storage.Engines.Postgres;
using Npgsql;

namespace Leadgate.Storage.Backup;

/// <summary>
/// A place for a store that is deleted afterwards: a folder that only its owner can read, or a database on the server of another store.
/// </summary>
internal sealed class ScratchStore : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly (NpgsqlConnectionStringBuilder Server, string Name)? _database;

    private ScratchStore(StoreAddress address, string? folder, (NpgsqlConnectionStringBuilder, string)? database) =>
        (Address, _folder, _database) = (address, folder, database);

    /// <summary>The address, where there is no store yet.</summary>
    public StoreAddress Address { get; }

    /// <summary>In the folder for temporary files (<c>TMPDIR</c>).</summary>
    public static ScratchStore CreateFile()
    {
        var folder = Directory.CreateTempSubdirectory("leadgate-").FullName;
        return new ScratchStore(new StoreAddress(StoreAddress.Sqlite, Path.Combine(folder, "store.db")), folder, null);
    }

    /// <param name="beside">The store on whose server the database is created.</param>
    /// <exception cref="StoreSetupException">It cannot be created.</exception>
    public static async Task<ScratchStore> CreateDatabaseAsync(StoreAddress beside, CancellationToken cancellation)
    {
        var server = PostgresAddress.Parse(beside.Rest);
        var name = string.Create(CultureInfo.InvariantCulture, $"leadgate_verify_{RandomNumberGenerator.GetHexString(12, true)}");
        await ExecuteAsync(server, $"create database {name} encoding 'UTF8' template template0", cancellation).ConfigureAwait(false);
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name };
        return new ScratchStore(new StoreAddress(StoreAddress.Postgres, address.ConnectionString), null, (server, name));
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
        if (_database is var (server, name))
            await ExecuteAsync(server, $"drop database if exists {name} with (force)", CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task ExecuteAsync(NpgsqlConnectionStringBuilder server, string sql, CancellationToken cancellation)
    {
        try
        {
            await using var connections = new PostgresConnections(server);
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            await using var command = connection.Command(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StoreSetupException(
                $"The role {server.Username} may not create a database to restore the backup into. Let it (alter role … createdb), or "
                    + "verify on another server with --into.",
                e
            );
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be used: {PostgresFailures.Describe(e)}", e);
        }
    }
}
