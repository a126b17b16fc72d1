using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Idempotency keys; the same on every store.</summary>
public abstract class KeyTests
{
    protected abstract StorePlace NewPlace();

    [Fact]
    [Promise("6.6")]
    public async Task A_key_gives_its_bulk_again_also_after_a_restart_and_refuses_another_body()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        var first = await store.AppendAsync(Some.Bulk("k"), TestContext.Current.CancellationToken);
        Assert.Equal(first, await store.AppendAsync(Some.Bulk("k"), TestContext.Current.CancellationToken));
        Assert.Null((await store.AppendAsync(Some.Bulk("k", fingerprint: 2), TestContext.Current.CancellationToken)).Bulk);

        await place.CloseAsync();
        store = await place.OpenAsync();
        Assert.Equal(first, await store.FindKeyAsync(Some.Key("k"), TestContext.Current.CancellationToken));
        Assert.Equal(first, await store.AppendAsync(Some.Bulk("k"), TestContext.Current.CancellationToken));
        Assert.Null((await store.FindKeyAsync(Some.Key("k", fingerprint: 2), TestContext.Current.CancellationToken))!.Bulk);
        Assert.Single(await store.FindLeadsAsync(new LeadQuery(), Some.Catalog, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Promise("6.6")]
    public async Task The_same_key_of_another_caller_is_another_key()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk("k"), TestContext.Current.CancellationToken);
        Assert.Null(await store.FindKeyAsync(Some.Key("k", caller: "other"), TestContext.Current.CancellationToken));
        Assert.True((await store.AppendAsync(Some.Bulk("k", 2, "other"), TestContext.Current.CancellationToken)).Bulk!.Id > 1);
    }

    [Fact]
    [Promise("6.6")]
    public async Task A_key_is_kept_for_its_lifetime_and_then_forgotten()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync(TimeSpan.FromHours(24));
        await store.AppendAsync(Some.Bulk("k"), TestContext.Current.CancellationToken);
        place.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, (await store.AppendAsync(Some.Bulk("k"), TestContext.Current.CancellationToken)).Bulk!.Id);
        place.Time.Advance(TimeSpan.FromHours(2));
        Assert.True((await store.AppendAsync(Some.Bulk("k", fingerprint: 2), TestContext.Current.CancellationToken)).Bulk!.Id > 1);
        Assert.Equal(2, (await store.FindLeadsAsync(new LeadQuery(), Some.Catalog, TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    [Promise("6.6")]
    public async Task One_key_in_many_requests_at_once_stores_one_bulk()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => store.AppendAsync(Some.Bulk("k"), CancellationToken.None)));
        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.Bulk!.Id));
        Assert.Single(await store.FindLeadsAsync(new LeadQuery(), Some.Catalog, TestContext.Current.CancellationToken));
    }
}
