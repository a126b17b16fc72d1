using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>Applies changes of API keys that were made elsewhere, and stores when keys were last used.</summary>
internal sealed class ApiKeyRefreshService(ApiKeyCache keys, TimeProvider time, ILogger<ApiKeyRefreshService> log) : RefreshService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsesInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long the service waits for the database when it stops.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Stores the uses since the last minute. The server has stopped before, so there are no more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not with the token of the stop, which has expired if a request had to be cut off.
        using var limit = new CancellationTokenSource(StopLimit, time);
        try
        {
            await keys.WriteUsesAsync(limit.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            Log.KeyUsesLost(log, e.Message);
        }
    }

    protected override async Task RefreshAsync(CancellationToken stoppingToken)
    {
        var failures = new FailureLogLimit(time);
        var usesDue = time.GetUtcNow() + UsesInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken);
            try
            {
                if (await keys.RefreshAsync(stoppingToken))
                    Log.KeysChanged(log);
                failures.Reset();
                if (time.GetUtcNow() < usesDue)
                    continue;
                usesDue = time.GetUtcNow() + UsesInterval;
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
}
