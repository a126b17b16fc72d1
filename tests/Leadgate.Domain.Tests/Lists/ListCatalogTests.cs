using Leadgate.Domain.Lists;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Lists;

public sealed class ListCatalogTests
{
    [Fact]
    public void A_list_without_items_is_empty()
    {
        var catalog = ListCatalog.Build(new Dictionary<ListDefinition, IReadOnlyList<ListItem>>());
        Assert.All(ReferenceLists.All, list => Assert.Empty(catalog[list].Items));
        Assert.Equal(0, catalog.Version);
    }

    [Fact]
    public void Each_list_refers_to_its_parent_list()
    {
        Assert.All(
            ReferenceLists.All,
            list => Assert.Same(list.Parent is null ? null : TestData.Catalog[list.Parent], TestData.Catalog[list].Parent)
        );
        Assert.All(ReferenceLists.All, list => Assert.Same(list, TestData.Catalog[list].Definition));
    }

    [Fact]
    public void The_items_are_returned_in_their_order()
    {
        var items = BuiltInLists.Read();
        var back = ListCatalog.Build(items, version: 7).GetItemsByList();
        Assert.All(ReferenceLists.All, list => Assert.Equal(items[list], back[list]));
    }

    [Fact]
    public void The_version_is_returned() => Assert.Equal(7, ListCatalog.Build(BuiltInLists.Read(), version: 7).Version);

    [Fact, Promise("3.3")]
    public void A_value_that_appears_twice_is_rejected() =>
        Assert.Throws<ArgumentException>(() => TestData.CatalogWith(ReferenceLists.Title, items => items.Append(items[0])));

    [Fact]
    public void Items_added_afterwards_do_not_change_the_catalog()
    {
        var titles = new List<ListItem> { TestData.Item(1, "Mr", "السيد") };
        var catalog = ListCatalog.Build(new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [ReferenceLists.Title] = titles });
        titles.Add(TestData.Item(2, "Dr", "الدكتور"));
        Assert.Single(catalog[ReferenceLists.Title].Items);
    }
}
