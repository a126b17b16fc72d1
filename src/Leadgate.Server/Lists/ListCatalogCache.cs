using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>
/// The snapshot of the lists that requests use, replaced as a whole when the lists in the store change. A request takes it once and keeps
/// it.
/// </summary>
internal sealed class ListCatalogCache(ILeadStore store)
{
    private volatile ListResponseCache _responses = new(ListCatalog.Build(new Dictionary<ListDefinition, IReadOnlyList<ListItem>>()));

    /// <summary>The prepared responses of the snapshot.</summary>
    public ListResponseCache Responses => _responses;

    public ListCatalog Catalog => _responses.Catalog;

    /// <summary>Reads the lists. Those that have never had an item get the built-in ones.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var catalog = await store.Lists.ReadAsync(cancellation);
        var builtIn = ReferenceLists.All.Where(list => catalog[list].Items.Count == 0).ToDictionary(list => list, BuiltInLists.Read);
        if (builtIn.Count > 0)
        {
            await store.Lists.ReplaceAsync(builtIn, AuditEvent.FromService(AuditActions.ListsChange, detail: "built-in"), cancellation);
            catalog = await store.Lists.ReadAsync(cancellation);
        }

        _responses = new ListResponseCache(catalog);
    }

    /// <summary>Reads the lists again if they have changed.</summary>
    /// <returns>Whether they had changed.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        if (await store.Lists.ReadVersionAsync(cancellation) == Catalog.Version)
            return false;
        _responses = new ListResponseCache(await store.Lists.ReadAsync(cancellation));
        return true;
    }
}
