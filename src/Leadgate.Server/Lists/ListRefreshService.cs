using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>
/// Applies lists that the command line or another node has changed: at once where the store sends notifications, otherwise within a second.
/// </summary>
internal sealed class ListRefreshService(ListCatalogCache lists, ILeadStore store, TimeProvider time, ILogger<ListRefreshService> log)
    : PeriodicService(time)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = new FailureLogLimit(Time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.Lists.WaitForChangeAsync(Interval, stoppingToken);
                if (await lists.RefreshAsync(stoppingToken))
                    Log.ListsChanged(log, lists.Catalog.Version);
                failures.Reset();
            }
            catch (StoreUnavailableException e)
            {
                // The current lists stay valid until the store can be read again.
                if (failures.IsDue())
                    Log.ListsNotRefreshed(log, e.Message);
                await Task.Delay(Interval, Time, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (failures.IsDue())
                    Log.ListRefreshFailed(log, e);
                await Task.Delay(Interval, Time, stoppingToken);
            }
        }
    }
}
