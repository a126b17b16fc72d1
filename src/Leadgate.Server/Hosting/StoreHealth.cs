using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>Ready means that a bulk could be stored now (promise 9.4).</summary>
internal sealed class StoreHealth(ILeadStore store) : IHealthCheck
{
    /// <summary>What the check is called in answers.</summary>
    public const string Name = "store";

    /// <summary>A store that takes longer than this is not ready.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // The driver of a server that does not answer takes seconds of its own to give up.
            await store.CheckAsync(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The store cannot be read or written.");
        }
    }
}
