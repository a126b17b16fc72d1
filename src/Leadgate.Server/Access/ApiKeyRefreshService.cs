using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>Takes up keys that were made or revoked elsewhere, and writes down when keys were used.</summary>
internal sealed class ApiKeyRefreshService(ApiKeyCache keys, TimeProvider time, ILogger<ApiKeyRefreshService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsesInterval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host takes it for a failure when it stops before it has started, as with an address that is in use.
        }
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        var usesDue = time.GetUtcNow() + UsesInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken);
            try
            {
                if (await keys.RefreshAsync(stoppingToken))
                    Log.KeysChanged(log);
                if (time.GetUtcNow() < usesDue)
                    continue;
                usesDue = time.GetUtcNow() + UsesInterval;
                await keys.WriteUsesAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                // The keys at hand stay good: with the store away nothing is taken in, and lists are no secret of a key.
                Log.KeysNotRefreshed(log, e.Message);
            }
        }
    }
}
