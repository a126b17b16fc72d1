using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>
/// The snapshot of the lists that requests use now, swapped whole when the lists in the store change. A request takes it once and
/// stays with it.
/// </summary>
/// <param name="store">Where the lists are.</param>
internal sealed class ListCatalogCache(ILeadStore store)
{
    private volatile ListResponseCache _answers = new(ListCatalog.Build(new Dictionary<ListDefinition, IReadOnlyList<ListItem>>()));

    /// <summary>The prepared answers of the snapshot.</summary>
    public ListResponseCache Answers => _answers;

    /// <summary>The snapshot.</summary>
    public ListCatalog Catalog => _answers.Catalog;

    /// <summary>Reads the lists at start. Lists that have never had an item get those that ship.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var catalog = await store.ReadListsAsync(cancellation);
        var shipped = ReferenceLists.All.Where(list => catalog[list].Items.Count == 0).ToDictionary(list => list, BuiltInLists.Read);
        if (shipped.Count > 0)
        {
            await store.ReplaceListsAsync(
                shipped,
                AuditEvent.FromService(AuditActions.ListsChange, detail: "those that ship"),
                cancellation
            );
            catalog = await store.ReadListsAsync(cancellation);
        }

        _answers = new ListResponseCache(catalog);
    }

    /// <summary>Reads the lists anew if they have changed.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether they had.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        if (await store.ReadListVersionAsync(cancellation) == Catalog.Version)
            return false;
        _answers = new ListResponseCache(await store.ReadListsAsync(cancellation));
        return true;
    }
}
