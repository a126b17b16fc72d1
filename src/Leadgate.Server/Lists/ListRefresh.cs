using Leadgate.Storage;

namespace Leadgate.Server.Lists;

/// <summary>Looks every second whether somebody has changed the lists: the command line does so while the service runs.</summary>
internal sealed class ListRefresh(CurrentLists lists, TimeProvider time, ILogger<ListRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await lists.RefreshAsync(stoppingToken)) Log.ListsChanged(log, lists.Catalog.Version);
            }
            catch (StoreUnavailableException e)
            {
                // The lists at hand stay good; the next tick tries again.
                Log.ListsNotRead(log, e.Message);
            }
        }
    }
}
