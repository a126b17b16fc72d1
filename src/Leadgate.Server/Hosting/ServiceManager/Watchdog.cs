using Microsoft.Extensions.Hosting.Systemd;

namespace Leadgate.Server.Hosting.ServiceManager;

/// <summary>
/// Gives systemd a sign of life for as long as the service answers requests. It says nothing of the database: a restart does not bring that
/// back, and would only interrupt what still works.
/// </summary>
/// <param name="limit">After how long without a sign of life systemd ends the process.</param>
/// <param name="answers">Whether the service answers a request before it is cancelled.</param>
internal sealed class Watchdog(
    ISystemdNotifier notifier,
    TimeSpan limit,
    Func<CancellationToken, Task<bool>> answers,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Watchdog> log
) : PeriodicService(time)
{
    /// <summary>The sign of life, in the words of systemd's protocol.</summary>
    public static readonly ServiceState SignOfLife = new("WATCHDOG=1");

    /// <summary>Each request has this long, and the next follows after it: two may fail before systemd ends the process.</summary>
    private TimeSpan Interval => limit / 4;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await WaitForStartAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, Time);
        do
        {
            if (await AnswersAsync(stoppingToken))
                notifier.Notify(SignOfLife);
            else
                Log.NotAnswering(log, Interval.TotalSeconds, limit.TotalSeconds);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> AnswersAsync(CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(Interval, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            return await answers(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>systemd counts from the moment the service is ready.</summary>
    private async Task WaitForStartAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
