using System.Diagnostics;
using Leadgate.Contract.Lists;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Storage;
using ListItem = Leadgate.Domain.Lists.ListItem;

namespace Leadgate.Server.Lists;

/// <summary>Reads and replaces the reference lists in the store, for the API, the pages, and the command line.</summary>
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
        return Compare(await store.Lists.ReadAsync(cancellation), list, file.Items.Select(item => item.ToItem()).ToList());
    }

    /// <summary>Finds what the change of one item would do, and changes nothing.</summary>
    public async Task<EditListOutcome> PrepareAsync(ListDefinition list, ListEdit edit, CancellationToken cancellation) =>
        Prepare(await new BuiltInListInstaller(store).FillAsync(cancellation), list, edit);

    /// <summary>Changes one item.</summary>
    public async Task<EditListOutcome> ApplyAsync(ListDefinition list, ListEdit edit, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.ListsWrite);
        while (true)
        {
            var outcome = await PrepareAsync(list, edit, cancellation);
            if (outcome is not EditListOutcome.Valid valid || await TryApplyAsync(valid.Prepared, actor, cancellation))
                return outcome;
        }
    }

    /// <summary>Gives an item one more text that senders use for it. One that it has already stays as it is.</summary>
    public async Task<EditListOutcome> AddAliasAsync(
        ListDefinition list,
        int value,
        string alias,
        Actor actor,
        CancellationToken cancellation
    )
    {
        actor.Require(Scopes.ListsWrite);
        while (true)
        {
            var catalog = await new BuiltInListInstaller(store).FillAsync(cancellation);
            if (catalog[list].Find(value) is not { } item)
                return new EditListOutcome.NotFound();
            var folded = TextFolding.Fold(alias);
            var isKnown = item.GetMatchTexts().Any(text => TextFolding.Fold(text) == folded);
            var changed = isKnown ? item : item with { Aliases = [.. item.Aliases, alias.Trim()] };
            var outcome = Prepare(catalog, list, new ListEdit.Change(item.GetFingerprint(list), changed));
            if (outcome is not EditListOutcome.Valid valid || await TryApplyAsync(valid.Prepared, actor, cancellation))
                return outcome;
        }
    }

    private static EditListOutcome Prepare(ListCatalog catalog, ListDefinition list, ListEdit edit)
    {
        List<ListItem> items = [.. catalog[list].Items];
        var value = edit switch
        {
            ListEdit.Add add => add.Value,
            ListEdit.Change change => change.Item.Value,
            ListEdit.Move move => move.Value,
            _ => throw new UnreachableException(),
        };
        var index = items.FindIndex(item => item.Value == value);
        ListMove? movement = null;
        if (index < 0 && edit is not ListEdit.Add)
            return new EditListOutcome.NotFound();
        switch (edit)
        {
            case ListEdit.Add when index >= 0:
                return new EditListOutcome.ValueTaken(items[index]);
            case ListEdit.Add add:
                value ??= items.Select(item => item.Value).DefaultIfEmpty(0).Max() + 1;
                index = items.FindLastIndex(item => item.IsActive) + 1;
                items.Insert(index, add.Item with { Value = value.Value });
                break;
            case ListEdit.Change change:
                if (items[index].GetFingerprint(list) != change.Fingerprint)
                    return new EditListOutcome.Conflict(items[index]);
                items[index] = change.Item;
                break;
            case ListEdit.Move move:
                var current = items.GetOrderFingerprint();
                if (move.Order != current)
                    return new EditListOutcome.OrderConflict(current);
                var (moved, from) = (items[index], index + 1);
                items.RemoveAt(index);
                index = Math.Clamp(move.Position - 1, 0, items.Count);
                items.Insert(index, moved);
                movement = ListMove.Create(items, from, index);
                break;
        }

        return Compare(catalog, list, items) switch
        {
            ImportListOutcome.Valid valid => new EditListOutcome.Valid(valid, items[index]) { Move = movement },
            ImportListOutcome.Invalid invalid => new EditListOutcome.Invalid(invalid.Findings),
            _ => throw new UnreachableException(),
        };
    }

    private static ImportListOutcome Compare(ListCatalog catalog, ListDefinition list, List<ListItem> imported)
    {
        var lists = catalog.GetItemsByList();

        // Before anything is written, they are filled as the start of the service fills them.
        var unfilled = BuiltInListInstaller.FindUnfilled(catalog);
        foreach (var empty in unfilled)
            lists[empty] = BuiltInLists.Read(empty);
        var stored = lists[list];
        var before = ListValidator.Validate(lists);
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
        actor.Require(Scopes.ListsWrite);
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
