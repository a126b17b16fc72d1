using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Idempotency keys, on every engine.</summary>
public abstract class IdempotencyKeyTests
{
    protected abstract TestDatabase CreateDatabase();

    [Fact]
    [Promise("6.6")]
    public async Task Repeated_key_gives_its_bulk_after_a_restart_too_and_rejects_another_body()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var first = (await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken)).Bulk();
        var repeated = new AppendOutcome.AlreadyStored(first);
        Assert.Equal(repeated, await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.KeyReused>(
            await store.AppendAsync(TestData.Bulk("k", fingerprint: 2), TestContext.Current.CancellationToken)
        );

        await database.CloseAsync();
        store = await database.OpenAsync();
        Assert.Equal(repeated, await store.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken));
        Assert.Equal(repeated, await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.KeyReused>(
            await store.FindKeyAsync(TestData.Key("k", fingerprint: 2), TestContext.Current.CancellationToken)
        );
        Assert.Single(await store.FindLeadsAsync(new LeadQuery(), TestData.Catalog, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("6.6")]
    public async Task Same_key_of_another_caller_is_another_key()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken);
        Assert.Null(await store.FindKeyAsync(TestData.Key("k", caller: "other"), TestContext.Current.CancellationToken));
        Assert.True((await store.AppendAsync(TestData.Bulk("k", 2, "other"), TestContext.Current.CancellationToken)).Bulk().Id > 1);
    }

    [Fact]
    [Promise("6.6")]
    public async Task Expired_keys_are_deleted_oldest_first_and_in_portions_and_never_by_a_bulk()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await store.AppendAsync(TestData.Bulk($"k{i}"), TestContext.Current.CancellationToken);
            database.Time.Advance(TimeSpan.FromHours(1));
        }

        // The first four keys are older than this.
        var before = database.Time.GetUtcNow().UtcDateTime.AddMinutes(-90);
        Assert.Equal([0, 1, 2, 3, 4], await RememberedAsync());
        Assert.Equal(3, await store.DeleteExpiredKeysAsync(before, 3, TestContext.Current.CancellationToken));
        Assert.Equal([3, 4], await RememberedAsync());
        Assert.Equal(1, await store.DeleteExpiredKeysAsync(before, 3, TestContext.Current.CancellationToken));
        Assert.Equal(0, await store.DeleteExpiredKeysAsync(before, 3, TestContext.Current.CancellationToken));
        Assert.Equal([4], await RememberedAsync());

        Assert.IsType<AppendOutcome.Stored>(
            await store.AppendAsync(TestData.Bulk("k0", fingerprint: 2), TestContext.Current.CancellationToken)
        );
        Assert.Equal(6, (await store.FindLeadsAsync(new LeadQuery(), TestData.Catalog, TestContext.Current.CancellationToken)).Count);

        async Task<List<int>> RememberedAsync()
        {
            var remembered = new List<int>();
            for (var i = 0; i < 5; i++)
            {
                if (await store.FindKeyAsync(TestData.Key($"k{i}"), TestContext.Current.CancellationToken) is not null)
                    remembered.Add(i);
            }

            return remembered;
        }
    }

    [Fact]
    public async Task Expired_keys_of_one_time_are_deleted_by_caller_and_key()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        foreach (var (caller, key) in new[] { ("b", "k2"), ("b", "k1"), ("a", "k3") })
            await store.AppendAsync(TestData.Bulk(key, caller: caller), TestContext.Current.CancellationToken);
        var before = database.Time.GetUtcNow().UtcDateTime.AddMinutes(1);
        var remaining = new List<string>();
        while (await store.DeleteExpiredKeysAsync(before, 1, TestContext.Current.CancellationToken) > 0)
            remaining.Add(string.Join(' ', await database.RowsAsync("select caller, key from idempotency_key order by caller, key")));
        Assert.Equal(["b|k1 b|k2", "b|k2", ""], remaining);
    }

    [Fact]
    [Promise("6.6")]
    public async Task Concurrent_requests_with_one_key_store_one_bulk()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => store.AppendAsync(TestData.Bulk("k"), CancellationToken.None))
        );
        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.Bulk().Id));
        Assert.Single(await store.FindLeadsAsync(new LeadQuery(), TestData.Catalog, TestContext.Current.CancellationToken));
    }
}
