using Leadgate.Server.Access;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Server.Tests.Access;

/// <summary>When keys were last used, which the service stores once in a while.</summary>
[Promise("10.1")]
public sealed class ApiKeyUseTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_use_while_earlier_uses_are_being_stored_is_not_lost()
    {
        await using var server = await RunningServer.StartAsync();
        var cache = await CreateCacheAsync(server.Store);
        await using var other = new SqliteConnection($"Data Source={server.Database["sqlite:".Length..]};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(other, "begin immediate");
        cache.Keys.RecordUse(cache.Key, First);
        var writing = cache.Keys.WriteUsesAsync(TestContext.Current.CancellationToken);
        Assert.False(writing.IsCompleted);
        cache.Keys.RecordUse(cache.Key, First.AddMinutes(1));
        await ExecuteAsync(other, "commit");
        await writing;
        Assert.Equal(First.UtcDateTime, await ReadLastUseAsync(server.Store));

        await cache.Keys.WriteUsesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(First.AddMinutes(1).UtcDateTime, await ReadLastUseAsync(server.Store));
    }

    [Fact]
    public async Task Uses_that_could_not_be_stored_are_stored_later()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        var cache = await CreateCacheAsync(store!);
        cache.Keys.RecordUse(cache.Key, First);
        store!.Failure = new StoreUnavailableException("The database is unavailable.");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => cache.Keys.WriteUsesAsync(TestContext.Current.CancellationToken));
        store.Failure = null;
        await cache.Keys.WriteUsesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(First.UtcDateTime, await ReadLastUseAsync(store));
    }

    private static async Task<(ApiKeyCache Keys, Domain.Access.ApiKey Key)> CreateCacheAsync(ILeadStore store)
    {
        await store.CreateKeyAsync("site");
        return (new ApiKeyCache(store), Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken)));
    }

    private static async Task<DateTime?> ReadLastUseAsync(ILeadStore store) =>
        Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken)).LastUsedAt;

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
