using Leadgate.Contract.Lists;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Storage;
using ListItem = Leadgate.Domain.Lists.ListItem;

namespace Leadgate.Server.Lists;

/// <summary>Reads and replaces the reference lists in the store, for the API and the command line.</summary>
internal sealed class ListAdministration(ILeadStore store)
{
    /// <summary>Every list with all its items, retired ones too. A new store gets the built-in lists first.</summary>
    public async Task<Dictionary<ListDefinition, IReadOnlyList<ListItem>>> ReadAsync(CancellationToken cancellation) =>
        (await new BuiltInListInstaller(store).FillAsync(cancellation)).GetItemsByList();

    /// <summary>Compares a file with the list in the store, and changes nothing. Items that the file omits would be retired.</summary>
    public async Task<ImportListOutcome> PrepareAsync(ListFile file, CancellationToken cancellation)
    {
        if (ReferenceLists.Find(file.List) is not { } list)
            return new ImportListOutcome.UnknownList(file.List, [.. ReferenceLists.FindNearestNames(file.List)]);
        var catalog = await store.Lists.ReadAsync(cancellation);
        var lists = catalog.GetItemsByList();

        // Before anything is written, they are filled as the start of the service fills them.
        var unfilled = BuiltInListInstaller.FindUnfilled(catalog);
        foreach (var empty in unfilled)
            lists[empty] = BuiltInLists.Read(empty);
        var stored = lists[list];
        var before = ListValidator.Validate(lists);
        var imported = file.Items.Select(item => item.ToItem()).ToList();
        var comparison = ListComparison.Create(list, stored, imported);
        lists[list] = comparison.Items;

        // What is wrong with another list already is not this file's fault.
        var findings = ListValidator.Validate(lists).Where(finding => finding.List == list || !before.Contains(finding)).ToList();
        return findings.Any(finding => finding.IsFatal)
            ? new ImportListOutcome.Invalid(findings)
            : new ImportListOutcome.Valid(list, imported, comparison, findings, catalog.Version, unfilled.Count > 0);
    }

    /// <summary>Replaces a list as it was prepared.</summary>
    /// <returns>False if the lists have been changed since, and nothing was done.</returns>
    public async Task<bool> TryApplyAsync(ImportListOutcome.Valid prepared, Actor actor, CancellationToken cancellation)
    {
        if (prepared.Comparison.ChangesNothing)
            return true;

        var version = prepared.Version;
        if (prepared.NeedsBuiltInLists && (await new BuiltInListInstaller(store).FillAsync(cancellation)).Version != ++version)
            return false;
        return await store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [prepared.List] = prepared.Imported },
            actor.Audit(AuditActions.ListsChange, $"list:{prepared.List.Name}", ListChangeCounts.FormatValues(prepared.Comparison.Changes)),
            cancellation,
            version
        );
    }

    /// <summary>Replaces a list, or says what that would change.</summary>
    public async Task<ImportListOutcome> ImportAsync(ListFile file, Actor actor, bool dryRun, CancellationToken cancellation)
    {
        while (true)
        {
            var outcome = await PrepareAsync(file, cancellation);
            if (dryRun || outcome is not ImportListOutcome.Valid valid || await TryApplyAsync(valid, actor, cancellation))
                return outcome;
        }
    }
}
