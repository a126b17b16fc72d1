using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Backups;

/// <summary>Looks every few seconds whether a backup is due, and makes it.</summary>
internal sealed class BackupService(ScheduledBackups backups, TimeProvider time) : PeriodicService(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await backups.RunDueAsync(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                // The health check of the store says so, and the backup is made when it is back.
            }

            await Task.Delay(Interval, Time, stoppingToken);
        }
    }
}
