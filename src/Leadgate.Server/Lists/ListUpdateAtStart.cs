using Leadgate.Domain.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>Updates the lists to the built-in lists of this program before the service starts, and logs what changed.</summary>
internal static class ListUpdateAtStart
{
    public static async Task RunAsync(ILeadStore store, ILogger log, CancellationToken cancellation)
    {
        try
        {
            switch (await new BuiltInListInstaller(store).UpdateAsync(actor: null, dryRun: false, cancellation))
            {
                case UpdateListsOutcome.Updated updated:
                    LogChanges(log, updated.Changes);
                    break;
                case UpdateListsOutcome.Invalid invalid:
                    foreach (var finding in invalid.Findings)
                        Log.ListsNotUpdated(log, BuiltInLists.Version, finding);
                    break;
            }
        }
        catch (StoreUnavailableException e)
        {
            // A store that can only be read serves with the lists that it has; the next start updates them.
            Log.ListUpdatePostponed(log, BuiltInLists.Version, e.Message);
        }
    }

    private static void LogChanges(ILogger log, IReadOnlyList<ListChange> changes)
    {
        foreach (var list in changes.GroupBy(change => change.List))
            Log.ListUpdated(log, list.Key.Name, BuiltInLists.Version, ListChangeCounts.FromUpdate(list));
        foreach (var change in changes.Where(change => change.Kind == ListChangeKind.Skipped))
            Log.BuiltInItemSkipped(log, change.List.Name, change.Item.Value, change.Item.Label, change.Detail);
    }
}
