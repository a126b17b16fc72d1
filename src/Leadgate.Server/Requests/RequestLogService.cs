using Leadgate.Server.Hosting;

namespace Leadgate.Server.Requests;

/// <summary>
/// Writes the request log each second, deletes what is no longer kept each minute, and writes the rest when the service stops.
/// </summary>
internal sealed class RequestLogService(RequestLog requests, LeadgateSettings settings, TimeProvider time, ILogger<RequestLogService> log)
    : PeriodicService(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int WritesPerTrim = 60;

    private readonly FailureLogLimit _failures = new(time);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        for (var writes = 0; ; writes++)
        {
            await Task.Delay(Interval, Time, stoppingToken);
            try
            {
                await requests.WriteAsync(stoppingToken);
                if (writes % WritesPerTrim == 0)
                    await requests.TrimAsync(settings.RequestLog, stoppingToken);
                _failures.Reset();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No failure here may stop the service, which must keep storing leads.
                if (_failures.IsDue())
                    Log.RequestsNotLogged(log, e.Message);
            }
        }
    }

    protected override Task FinishAsync(CancellationToken cancellation) => requests.WriteAsync(cancellation);

    protected override void ReportUnfinished(string reason) => Log.RequestsNotLogged(log, reason);
}
