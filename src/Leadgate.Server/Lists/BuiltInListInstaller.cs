using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Storage;
using Leadgate.Storage.Lists;

namespace Leadgate.Server.Lists;

/// <summary>Fills a new store with the built-in lists, and updates an existing one to newer built-in lists (decision 0023).</summary>
internal sealed class BuiltInListInstaller(ILeadStore store)
{
    /// <summary>The lists that never had an item, as in a new store; retired items stay in theirs.</summary>
    public static IReadOnlyList<ListDefinition> FindUnfilled(ListCatalog catalog) =>
        [.. ReferenceLists.All.Where(list => catalog[list].Items.Count == 0)];

    /// <summary>Fills these lists, and returns all lists.</summary>
    public async Task<ListCatalog> FillAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var catalog = await store.Lists.ReadAsync(cancellation);
            var empty = FindUnfilled(catalog).ToDictionary(list => list, BuiltInLists.Read);
            if (empty.Count == 0)
                return catalog;
            var version = empty.Count == ReferenceLists.All.Count ? BuiltInLists.Version : (await ReadRecordedAsync(cancellation)).Version;
            await store.Lists.TryUpdateAsync(
                catalog.Version,
                empty,
                new BuiltInListsCopy(version, empty),
                [AuditEvent.FromService(AuditActions.ListsChange, detail: "built-in")],
                cancellation
            );
        }
    }

    /// <summary>Updates the lists, and keeps what the operator changed.</summary>
    /// <param name="actor">Who asked for it; null for the service itself.</param>
    /// <param name="dryRun">Whether nothing is to be changed.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<UpdateListsOutcome> UpdateAsync(Actor? actor, bool dryRun, CancellationToken cancellation)
    {
        // At almost every start there is nothing to do, and no need to read the lists and what was recorded of them.
        if (await store.Lists.ReadBuiltInVersionAsync(cancellation) >= BuiltInLists.Version)
            return new UpdateListsOutcome.UpToDate();

        while (true)
        {
            var catalog = dryRun ? await store.Lists.ReadAsync(cancellation) : await FillAsync(cancellation);
            var recorded = await ReadRecordedAsync(cancellation);
            if (recorded.Version >= BuiltInLists.Version)
                return new UpdateListsOutcome.UpToDate();

            var initial = BuiltInLists.ReadInitial();
            var stored = catalog.GetItemsByList();
            var previous = ReferenceLists.All.ToDictionary(
                list => list,
                list => stored[list].Count == 0 ? [] : recorded.Lists.GetValueOrDefault(list) ?? initial[list]
            );
            var update = ListUpdate.Merge(previous, stored, BuiltInLists.Read());
            if (FindNewErrors(stored, update) is { Count: > 0 } findings)
                return new UpdateListsOutcome.Invalid(findings);
            if (dryRun || await TryWriteAsync(catalog.Version, update, actor, cancellation))
                return new UpdateListsOutcome.Updated(update.Changes);
        }
    }

    private Task<BuiltInListsCopy> ReadRecordedAsync(CancellationToken cancellation) => store.Lists.ReadBuiltInAsync(cancellation);

    private Task<bool> TryWriteAsync(long version, ListUpdateResult update, Actor? actor, CancellationToken cancellation) =>
        store.Lists.TryUpdateAsync(
            version,
            update.Lists,
            new BuiltInListsCopy(BuiltInLists.Version, update.BuiltIn),
            [.. update.Changes.GroupBy(change => change.List).Select(changes => CreateAuditEvent(changes.Key, [.. changes], actor))],
            cancellation
        );

    private static AuditEvent CreateAuditEvent(ListDefinition list, IReadOnlyList<ListChange> changes, Actor? actor)
    {
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"built-in lists version {BuiltInLists.Version}: {ListChangeCounts.FormatValues(changes)}"
        );
        return actor is null
            ? AuditEvent.FromService(AuditActions.ListsChange, $"list:{list.Name}", detail)
            : actor.Audit(AuditActions.ListsChange, $"list:{list.Name}", detail);
    }

    /// <summary>Errors that the stored lists do not have. None is known to arise; a service must not start with such lists.</summary>
    private static List<ListFinding> FindNewErrors(Dictionary<ListDefinition, IReadOnlyList<ListItem>> stored, ListUpdateResult update)
    {
        var updated = stored.ToDictionary(list => list.Key, list => update.Lists.GetValueOrDefault(list.Key) ?? list.Value);
        return ListValidator.Validate(updated).Where(finding => finding.IsFatal).Except(ListValidator.Validate(stored)).ToList();
    }
}
