using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>
/// The snapshot of the lists that requests use, replaced as a whole when the lists in the store change. A request takes it once and keeps
/// it.
/// </summary>
internal sealed class ListCatalogCache(ILeadStore store)
{
    private readonly RefreshedValue<ListResponseCache> _responses = new(
        new ListResponseCache(ListCatalog.Build(new Dictionary<ListDefinition, IReadOnlyList<ListItem>>()))
    );

    /// <summary>The prepared responses of the snapshot.</summary>
    public ListResponseCache Responses => _responses.Current;

    public ListCatalog Catalog => Responses.Catalog;

    /// <summary>Reads the lists. Those that have never had an item get the built-in ones.</summary>
    public async Task LoadAsync(CancellationToken cancellation) =>
        await _responses.RefreshAsync(async () => new ListResponseCache(await new BuiltInListInstaller(store).FillAsync(cancellation)));

    /// <summary>Reads the lists again if they have changed.</summary>
    /// <returns>Whether they had changed.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        if (await store.Lists.ReadVersionAsync(cancellation) == Catalog.Version)
            return false;
        return await _responses.RefreshAsync(async () => new ListResponseCache(await store.Lists.ReadAsync(cancellation))) is not null;
    }
}
