using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// A store of each engine as the first start of the service leaves it, with the schema and the built-in lists, created once per run. The
/// servers of tests start with a copy, which takes a small part of the time.
/// </summary>
internal static class StoreTemplate
{
    /// <summary>Before the time of every test.</summary>
    private static readonly DateTimeOffset CreatedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Task<byte[]>> Sqlite = new(CreateSqliteAsync);
    private static readonly Lazy<Task<PostgresDatabase>> Postgres = new(CreatePostgresAsync);

    /// <summary>Writes a copy of the SQLite store.</summary>
    public static async Task CopySqliteAsync(string file) => await File.WriteAllBytesAsync(file, await Sqlite.Value);

    /// <summary>Creates a copy of the PostgreSQL store.</summary>
    public static async Task<PostgresDatabase> CopyPostgresAsync() => await PostgresDatabase.CreateAsync(await Postgres.Value);

    private static async Task<byte[]> CreateSqliteAsync()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("leadgate.db");
        await InitializeAsync("sqlite:" + file);
        return await File.ReadAllBytesAsync(file);
    }

    private static async Task<PostgresDatabase> CreatePostgresAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        database.DropAtExit();
        await InitializeAsync(database.Address);
        return database;
    }

    private static async Task InitializeAsync(string address)
    {
        await using var store = StoreAddress.Parse(address).Open(new FakeTimeProvider(CreatedAt));
        await new ListCatalogCache(store).LoadAsync(CancellationToken.None);
    }
}
