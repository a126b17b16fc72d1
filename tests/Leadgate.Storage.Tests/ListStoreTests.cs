using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Lists in the store; the same on every store.</summary>
public abstract class ListStoreTests
{
    private static readonly ListDefinition Priority = ReferenceLists.Find("LEAD_PRIORITY")!;

    protected abstract StorePlace NewPlace();

    [Fact]
    [Promise("3.7")]
    public async Task Lists_come_back_as_they_were_put_in()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        var back = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        Assert.All(
            ReferenceLists.All,
            list => Assert.Equal(ListFile.Write(list, [.. Some.Lists[list]]), ListFile.Write(list, [.. back[list].Items]))
        );
    }

    [Fact]
    [Promise("3.3")]
    [Promise("3.6")]
    public async Task An_item_that_is_missing_from_the_new_list_is_retired_and_can_come_back()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        var items = Some.Lists[Priority];
        var stored = (
            await store.AppendAsync(Some.Bulk(Some.Lead(("priority", items[0].Label))), TestContext.Current.CancellationToken)
        ).Bulk();
        await ReplaceAsync(store, [.. items.Skip(1)]);
        var without = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(items.Skip(1).Select(item => item.Value), without[Priority].Active.Select(item => item.Value));
        Assert.False(without[Priority].Find(items[0].Value)!.IsActive);
        var lead = Assert.Single(await store.ReadLeadsAsync(stored.Id, 0, 10, without, TestContext.Current.CancellationToken));
        Assert.Equal(items[0].Label, lead.Valid![LeadFields.All.Single(field => field.List == Priority)].Item!.Label);

        await ReplaceAsync(store, items);
        Assert.Equal(
            items.Select(item => item.Value),
            (await store.Lists.ReadAsync(TestContext.Current.CancellationToken))[Priority].Active.Select(item => item.Value)
        );
    }

    [Fact]
    [Promise("3.6")]
    public async Task The_version_grows_with_each_change_and_another_open_store_sees_it()
    {
        await using var place = NewPlace();
        var (one, other) = (await place.OpenAsync(), await place.OpenAsync());
        var before = await other.Lists.ReadVersionAsync(TestContext.Current.CancellationToken);
        await ReplaceAsync(one, [.. Some.Lists[Priority].Take(1)]);
        Assert.True(await other.Lists.ReadVersionAsync(TestContext.Current.CancellationToken) > before);
        Assert.Single((await other.Lists.ReadAsync(TestContext.Current.CancellationToken))[Priority].Active);
    }

    private static Task ReplaceAsync(ILeadStore store, IReadOnlyList<ListItem> items) =>
        store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [Priority] = items },
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
}
