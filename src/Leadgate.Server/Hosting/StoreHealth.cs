using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>Healthy if a bulk could be stored now (promise 9.4).</summary>
internal sealed class StoreHealth(ILeadStore store) : IHealthCheck
{
    /// <summary>The name of the check in responses.</summary>
    public const string Name = "store";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // The driver takes seconds to give up on a server that doesn't respond, even after cancellation.
            await store.CheckAsync(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The database cannot be read or written.");
        }
    }
}
