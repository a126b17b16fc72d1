namespace Leadgate.Server.Hosting;

/// <summary>Keeps what is read from the store up to date while the program runs.</summary>
internal abstract class RefreshService : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host would report a failure when it stops before it has started, as when an address is in use.
        }
    }

    /// <summary>Runs until it is stopped.</summary>
    protected abstract Task RefreshAsync(CancellationToken stoppingToken);
}
