using Leadgate.Server.Hosting;

namespace Leadgate.Server.Audit;

/// <summary>Writes refused requests to the audit trail once a minute, and when the service stops.</summary>
internal sealed class RefusalAuditService(RefusalAudit refusals, TimeProvider time, ILogger<RefusalAuditService> log)
    : PeriodicService(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, Time, stoppingToken);
            await TryWriteAsync(stoppingToken);
        }
    }

    /// <summary>Writes those since the last minute.</summary>
    protected override Task FinishAsync(CancellationToken cancellation) => refusals.WriteAsync(cancellation);

    protected override void ReportUnfinished(string reason) => Log.RefusalsLost(log, reason);

    private async Task TryWriteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await refusals.WriteAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // No failure here may stop the service, which must keep storing leads.
            Log.RefusalsNotRecorded(log, e.Message);
        }
    }
}
