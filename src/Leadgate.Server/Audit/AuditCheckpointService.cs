using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Audit;

/// <summary>
/// Writes a checkpoint a minute as long as there are new entries, earlier if they are many, and one at the start and the stop.
/// </summary>
internal sealed class AuditCheckpointService(AuditCheckpoints checkpoints, TimeProvider time, ILogger<AuditCheckpointService> log)
    : PeriodicService(time)
{
    /// <summary>How many entries can be lost unnoticed at most, in about <see cref="Interval"/>.</summary>
    private const int MaxNewEntries = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        if (checkpoints.Key is null)
            return;
        var failures = new FailureLogLimit(Time);
        var (reason, written) = (CheckpointReasons.Start, Time.GetUtcNow() - MaxAge);
        for (; ; await Task.Delay(Interval, Time, stoppingToken))
        {
            try
            {
                // A trail that became shorter is signed too: comparing it with the last checkpoint reports it.
                var count = await checkpoints.CountNewAsync(stoppingToken);
                if (count is >= 0 and < MaxNewEntries && (count == 0 || Time.GetUtcNow() - written < MaxAge))
                    continue;
                await checkpoints.TryWriteAsync(reason, stoppingToken);
                (reason, written) = (CheckpointReasons.Interval, Time.GetUtcNow());
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

    /// <summary>Writes the last checkpoint. Whatever appends entries has stopped before.</summary>
    protected override async Task FinishAsync(CancellationToken cancellation)
    {
        if (await checkpoints.CountNewAsync(cancellation) != 0)
            await checkpoints.TryWriteAsync(CheckpointReasons.Stop, cancellation);
    }

    protected override void ReportUnfinished(string reason) => Log.LastCheckpointMissing(log, reason);
}
