using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>Applies changes of API keys that were made elsewhere, and stores when keys were last used.</summary>
internal sealed class ApiKeyRefreshService(ApiKeyCache keys, TimeProvider time, ILogger<ApiKeyRefreshService> log) : PeriodicService(time)
{
    /// <summary>A key that was revoked elsewhere stays valid at most that long, and the time that reading the keys takes.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan UsesInterval = TimeSpan.FromMinutes(1);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = new FailureLogLimit(Time);
        var usesDue = Time.GetUtcNow() + UsesInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, Time, stoppingToken);
            try
            {
                if (await keys.RefreshAsync(stoppingToken))
                    Log.KeysChanged(log);
                failures.Reset();
                if (Time.GetUtcNow() < usesDue)
                    continue;
                usesDue = Time.GetUtcNow() + UsesInterval;
                await keys.WriteUsesAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                // The known keys stay valid: while the store is unavailable no lead is stored, and lists are not secret.
                if (failures.IsDue())
                    Log.KeysNotRefreshed(log, e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Without this service, revoked keys would stay valid.
                if (failures.IsDue())
                    Log.KeyRefreshFailed(log, e);
            }
        }
    }

    /// <summary>Stores the uses since the last minute.</summary>
    protected override Task FinishAsync(CancellationToken cancellation) => keys.WriteUsesAsync(cancellation);

    protected override void ReportUnfinished(string reason) => Log.KeyUsesLost(log, reason);
}
