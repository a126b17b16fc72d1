using Leadgate.Storage;

namespace Leadgate.Server.Audit;

/// <summary>Writes refused requests to the audit trail once a minute, and when the service stops.</summary>
internal sealed class RefusalAuditService(RefusalAudit refusals, TimeProvider time, ILogger<RefusalAuditService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How long the service waits for the database when it stops.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Writes those since the last minute. The server has stopped before, so there are no more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not with the token of the stop, which has expired if a request had to be cut off.
        using var limit = new CancellationTokenSource(StopLimit, time);
        try
        {
            await refusals.WriteAsync(limit.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            Log.RefusalsLost(log, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, stoppingToken);
                await TryWriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host would report a failure when it stops before it has started, as when an address is in use.
        }
    }

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
