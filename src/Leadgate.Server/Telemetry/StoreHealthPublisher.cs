using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Publishes the health checks, which the framework runs every <see cref="Period"/>, as a metric, and how far the follower is behind.
/// </summary>
internal sealed class StoreHealthPublisher(LeadgateMetrics metrics, ILeadStore store, TimeProvider time) : IHealthCheckPublisher
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public async Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var isAvailable = report.Entries[StoreHealth.Name].Status == HealthStatus.Healthy;
        metrics.RecordStoreAvailability(isAvailable);
        if (!isAvailable)
            return;
        try
        {
            var state = await store.Follower.ReadStateAsync(cancellationToken);
            var lag = state.OldestPending is { } oldest ? time.GetUtcNow().UtcDateTime - oldest : TimeSpan.Zero;
            metrics.RecordFollowerLag(lag > TimeSpan.Zero ? lag : TimeSpan.Zero);
        }
        catch (StoreUnavailableException)
        {
            // The next health check says so.
        }
    }
}
