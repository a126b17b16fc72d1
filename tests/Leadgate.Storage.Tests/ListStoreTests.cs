using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Lists;
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
            list => Assert.Equal(ListFileFormat.Write(list, [.. TestData.Lists[list]]), ListFileFormat.Write(list, [.. back[list].Items]))
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
    public async Task Uses_of_an_item_are_counted_among_the_leads_or_vehicles_that_arrived_last()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var items = TestData.Lists[Priority];
        foreach (var item in (int[])[0, 1, 1, 0])
            await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", items[item].Label))), TestContext.Current.CancellationToken);
        Assert.Equal(new RecentUses(2, 4, false), await CountAsync(Priority, items[1].Value, 10));
        Assert.Equal(new RecentUses(1, 2, false), await CountAsync(Priority, items[1].Value, 2));
        Assert.Equal(new RecentUses(0, 4, false), await CountAsync(Priority, items[2].Value, 10));

        var model = ReferenceLists.Find("MODEL")!;
        var uses = await Task.WhenAll(TestData.Lists[model].Select(item => CountAsync(model, item.Value, 10)));
        Assert.All(uses, use => Assert.True(use is { Examined: > 0, IsOfVehicles: true }));
        Assert.Equal(uses[0]!.Examined, uses.Sum(use => use!.Uses));

        Task<RecentUses?> CountAsync(ListDefinition list, int value, int most) =>
            store.Lists.CountRecentUsesAsync(list, value, most, TestContext.Current.CancellationToken);
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

    [Fact]
    [Promise("3.8")]
    public async Task An_update_is_written_with_what_was_built_in_unless_the_lists_have_changed()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var before = await store.Lists.ReadBuiltInAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0L, 0), (before.Version, before.Lists.Count));
        var version = await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken);
        var items = TestData.Lists[Priority];
        var builtIn = new BuiltInListsCopy(
            7,
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [Priority] = [items[0], items[1]] }
        );

        Assert.False(await UpdateAsync(store, version - 1, [items[0]], builtIn));
        Assert.Equal(version, await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, (await store.Lists.ReadBuiltInAsync(TestContext.Current.CancellationToken)).Version);

        Assert.True(await UpdateAsync(store, version, [items[0]], builtIn));
        var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(version + 1, catalog.Version);
        Assert.Equal([items[0].Value], catalog[Priority].Active.Select(item => item.Value));
        var recorded = await store.Lists.ReadBuiltInAsync(TestContext.Current.CancellationToken);
        Assert.Equal((7L, 1), (recorded.Version, recorded.Lists.Count));
        Assert.Equal(ListFileFormat.Write(Priority, [items[0], items[1]]), ListFileFormat.Write(Priority, recorded.Lists[Priority]));

        // A later change by the operator leaves the record as it is.
        await ReplaceAsync(store, items);
        Assert.Equal(2, (await store.Lists.ReadBuiltInAsync(TestContext.Current.CancellationToken)).Lists[Priority].Count);
        Assert.Equal(
            ["built-in", "built-in"],
            (await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Select(entry => entry.Event.Detail)
                .Where(detail => detail == "built-in")
        );
    }

    private static Task<bool> UpdateAsync(ILeadStore store, long version, IReadOnlyList<ListItem> items, BuiltInListsCopy builtIn) =>
        store.Lists.TryUpdateAsync(
            version,
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [Priority] = items },
            builtIn,
            [
                AuditEvent.FromService(AuditActions.ListsChange, detail: "built-in"),
                AuditEvent.FromService(AuditActions.ListsChange, detail: "built-in"),
            ],
            TestContext.Current.CancellationToken
        );

    private static Task<bool> ReplaceAsync(ILeadStore store, IReadOnlyList<ListItem> items) =>
        store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [Priority] = items },
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
}
