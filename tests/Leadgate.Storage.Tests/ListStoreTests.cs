using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Reference lists, on every engine.</summary>
public abstract class ListStoreTests
{
    private static readonly ListDefinition Priority = ReferenceLists.Find("LEAD_PRIORITY")!;

    protected abstract TestDatabase CreateDatabase();

    [Fact]
    [Promise("3.7")]
    public async Task Lists_are_read_as_they_were_stored()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var back = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        Assert.All(
            ReferenceLists.All,
            list => Assert.Equal(ListFile.Write(list, [.. TestData.Lists[list]]), ListFile.Write(list, [.. back[list].Items]))
        );
    }

    [Fact]
    [Promise("3.3")]
    [Promise("3.6")]
    public async Task Item_missing_from_the_new_list_becomes_inactive_and_can_return()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var items = TestData.Lists[Priority];
        var stored = (
            await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", items[0].Label))), TestContext.Current.CancellationToken)
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
    public async Task Version_grows_with_each_change_and_other_stores_see_it()
    {
        await using var database = CreateDatabase();
        var (one, other) = (await database.OpenAsync(), await database.OpenAsync());
        var before = await other.Lists.ReadVersionAsync(TestContext.Current.CancellationToken);
        await ReplaceAsync(one, [.. TestData.Lists[Priority].Take(1)]);
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
