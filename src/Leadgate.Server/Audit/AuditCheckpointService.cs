using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Audit;

/// <summary>
/// Writes a checkpoint a minute as long as there are new entries, earlier if they are many, and one at the start and the stop.
/// </summary>
internal sealed class AuditCheckpointService(AuditCheckpoints checkpoints, TimeProvider time, ILogger<AuditCheckpointService> log)
    : BackgroundService
{
    /// <summary>How many entries can be lost unnoticed at most, in about <see cref="Interval"/>.</summary>
    private const int MaxNewEntries = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    /// <summary>How long the service waits for the database when it stops.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Writes the last checkpoint. Whatever appends entries has stopped before.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not with the token of the stop, which has expired if a request had to be cut off.
        using var limit = new CancellationTokenSource(StopLimit, time);
        try
        {
            if (await checkpoints.CountNewAsync(limit.Token) != 0)
                await checkpoints.TryWriteAsync(CheckpointReasons.Stop, limit.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            Log.LastCheckpointMissing(log, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (checkpoints.Key is null)
            return;
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host would report a failure when it stops before it has started, as when an address is in use.
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = new FailureLogLimit(time);
        var (reason, written) = (CheckpointReasons.Start, time.GetUtcNow() - MaxAge);
        for (; ; await Task.Delay(Interval, time, stoppingToken))
        {
            try
            {
                // A trail that became shorter is signed too: comparing it with the last checkpoint reports it.
                var count = await checkpoints.CountNewAsync(stoppingToken);
                if (count is >= 0 and < MaxNewEntries && (count == 0 || time.GetUtcNow() - written < MaxAge))
                    continue;
                await checkpoints.TryWriteAsync(reason, stoppingToken);
                (reason, written) = (CheckpointReasons.Interval, time.GetUtcNow());
                failures.Reset();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No failure here may stop the service, which must keep storing leads.
                if (failures.IsDue())
                    Log.TrailNotRead(log, e.Message);
            }
        }
    }
}
