using Leadgate.Server.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Telemetry;

/// <summary>Publishes the health checks, which the framework runs every <see cref="Period"/>, as a metric.</summary>
internal sealed class StoreHealthPublisher(LeadgateMetrics metrics) : IHealthCheckPublisher
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        metrics.RecordStoreAvailability(report.Entries[StoreHealth.Name].Status == HealthStatus.Healthy);
        return Task.CompletedTask;
    }
}
