using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>Ready means that a bulk could be stored now (promise 9.4).</summary>
internal sealed class StoreHealth(ILeadStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The store cannot be read or written.");
        }
    }
}
