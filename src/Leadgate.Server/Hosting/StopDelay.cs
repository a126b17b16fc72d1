namespace Leadgate.Server.Hosting;

/// <summary>
/// The time between the request to stop and the end of new connections. Readiness fails from its beginning, so that a load balancer sends
/// new requests to other nodes before this one closes its connections.
/// </summary>
internal sealed class StopDelay(LeadgateSettings settings, TimeProvider time, ILogger<StopDelay> log) : IHostedLifecycleService
{
    /// <summary>What <c>checks</c> of a readiness check calls it.</summary>
    public const string Name = "stopping";

    private volatile bool _isStopping;

    /// <summary>Whether the service was asked to stop.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>The host waits for it before it stops anything.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        if (settings.StopDelay == TimeSpan.Zero)
            return;
        Log.Stopping(log, settings.StopDelay.TotalSeconds);
        await Task.Delay(settings.StopDelay, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
