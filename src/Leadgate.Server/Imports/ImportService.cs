using Leadgate.Server.Hosting;

namespace Leadgate.Server.Imports;

/// <summary>Works on imports in the background, and deletes files that nobody imports, on whichever node has time.</summary>
internal sealed class ImportService(ImportWorker worker, ImportRetention retention, TimeProvider time, ILogger<ImportService> log)
    : PeriodicService(time)
{
    /// <summary>So many imports are worked on at once, so that a short one does not wait for a long one.</summary>
    private const int AtOnce = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly FailureLogLimit _failures = new(time);

    protected override Task RunAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)), retention.RunAsync(stoppingToken)]);

    protected override Task FinishAsync(CancellationToken cancellation) => worker.ReleaseAsync(cancellation);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var isBusy = false;
            try
            {
                isBusy = await worker.RunNextAsync(stoppingToken);
                _failures.Reset();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No failure here may stop the service, which must keep storing leads.
                if (_failures.IsDue())
                    Log.ImportsPaused(log, e.Message);
            }

            if (!isBusy)
                await worker.WaitAsync(Interval, stoppingToken);
        }
    }
}
