using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>Reads and replaces the reference lists in the store.</summary>
internal sealed class ListAdministration(ILeadStore store)
{
    /// <summary>Every list with all its items, retired ones too. A new store gets the built-in lists first.</summary>
    public async Task<Dictionary<ListDefinition, IReadOnlyList<ListItem>>> ReadAsync(CancellationToken cancellation)
    {
        var lists = new ListCatalogCache(store);
        await lists.LoadAsync(cancellation);
        return lists.Catalog.GetItemsByList();
    }

    /// <summary>Replaces a list. Items that the file omits are retired.</summary>
    public async Task<ImportListOutcome> ImportAsync(ListFile file, Actor actor, CancellationToken cancellation)
    {
        if (ReferenceLists.Find(file.List) is not { } list)
            return new ImportListOutcome.UnknownList(file.List, [.. ReferenceLists.FindNearestNames(file.List)]);
        var lists = await ReadAsync(cancellation);
        var items = file.Items.Select(item => item.ToItem()).ToList();
        var retired = lists[list].Where(item => item.IsActive && !items.Any(kept => kept.Value == item.Value)).ToList();
        lists[list] = [.. items, .. retired.Select(item => item with { IsActive = false })];

        var findings = ListValidator.Validate(lists);
        if (findings.Any(finding => finding.IsFatal))
            return new ImportListOutcome.Invalid(findings);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{items.Count} items, {retired.Count} retired");
        await store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [list] = items },
            actor.Audit(AuditActions.ListsChange, $"list:{list.Name}", detail),
            cancellation
        );
        return new ImportListOutcome.Imported(list, items.Count, retired.Count, findings);
    }
}
