using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Intake;

/// <summary>
/// Deletes expired idempotency keys at start and every hour. It works in portions, each a short transaction, so that bulks never wait long
/// for it. Several nodes may do so at once.
/// </summary>
internal sealed class IdempotencyKeyCleanupService(
    ILeadStore store,
    CurrentSettings settings,
    TimeProvider time,
    ILogger<IdempotencyKeyCleanupService> log
) : BackgroundService
{
    /// <summary>The most keys that one transaction deletes.</summary>
    public const int Portion = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Deletes every key that has expired by now.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - settings.Value.IdempotencyKeyLifetime;
        long deleted = 0;
        int portion;
        do
        {
            portion = await store.DeleteExpiredKeysAsync(before, Portion, cancellation);
            deleted += portion;
        } while (portion == Portion);
        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var deleted = await RunAsync(stoppingToken);
                if (deleted > 0)
                    Log.KeysExpired(log, deleted);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // An expired key that stays for another hour does no harm; a service that stops storing leads would.
                Log.KeyCleanupFailed(log, e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
