using Leadgate.Server.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Telemetry;

/// <summary>Takes the outcome of the health checks, which the framework runs every <see cref="Period"/> while somebody wants metrics, to the metrics.</summary>
internal sealed class StoreHealthPublisher(LeadgateMetrics metrics) : IHealthCheckPublisher
{
    /// <summary>How often the store is looked at.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        metrics.RecordStoreState(report.Entries[StoreHealth.Name].Status == HealthStatus.Healthy);
        return Task.CompletedTask;
    }
}
