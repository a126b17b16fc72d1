using Leadgate.Server.Hosting;

namespace Leadgate.Server.Leads;

/// <summary>Makes the corrections of many leads in the background, on whichever node has time.</summary>
internal sealed class BulkCorrectionService(BulkCorrectionWorker worker, TimeProvider time, ILogger<BulkCorrectionService> log)
    : PeriodicService(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly FailureLogLimit _failures = new(time);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var isBusy = false;
            try
            {
                isBusy = await worker.RunAsync(stoppingToken);
                _failures.Reset();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No failure here may stop the service, which must keep storing leads.
                if (_failures.IsDue())
                    Log.BulkCorrectionsPaused(log, e.Message);
            }

            if (!isBusy)
                await worker.WaitAsync(Interval, stoppingToken);
        }
    }

    protected override Task FinishAsync(CancellationToken cancellation) => worker.ReleaseAsync(cancellation);
}
