using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>Does something again and again while the program runs, and may have something left to do when the service stops.</summary>
internal abstract class PeriodicService(TimeProvider time) : BackgroundService
{
    /// <summary>How long the service waits for the database when it stops.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    protected TimeProvider Time => time;

    /// <summary>Finishes. The server has stopped before, so nothing more is added.</summary>
    public sealed override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not with the token of the stop, which has expired if a request had to be cut off.
        using var limit = new CancellationTokenSource(StopLimit, time);
        try
        {
            await FinishAsync(limit.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            ReportUnfinished(e.Message);
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host would report a failure when it stops before it has started, as when an address is in use.
        }
    }

    /// <summary>Runs until it is stopped.</summary>
    protected abstract Task RunAsync(CancellationToken stoppingToken);

    /// <summary>What is left to do when the service stops.</summary>
    protected virtual Task FinishAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Logs that the database could not be reached for what was left.</summary>
    protected virtual void ReportUnfinished(string reason) { }
}
