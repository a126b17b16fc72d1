using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Ready means that a bulk could be stored now (promise 9.4). Finding out writes to the store and anybody may ask, so those who ask at the
/// same time get one answer.
/// </summary>
internal sealed class StoreHealth(ILeadStore store) : IHealthCheck
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await CheckAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The store cannot be read or written.");
        }
    }

    private Task CheckAsync()
    {
        lock (_lock) return _running = _running.IsCompleted ? store.CheckAsync(CancellationToken.None) : _running;
    }
}
