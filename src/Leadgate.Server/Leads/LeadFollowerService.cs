using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>
/// Keeps what the staff console searches and counts in step with what was stored (docs/decisions/0033). While few leads arrive, that takes
/// less than a second; under full load it may take many. It yields to the intake: it writes for some milliseconds at a time and pauses
/// after each portion, for as long as that took, and four times as long while the machine is busy. Every node runs it; one of them does
/// the work.
/// </summary>
internal sealed class LeadFollowerService(
    ILeadStore store,
    ListCatalogCache lists,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<LeadFollowerService> log
) : PeriodicService(time)
{
    private const int FirstPortion = 250;
    private const int MinPortion = 200;
    private const int MaxPortion = 4000;
    private const int BusyFactor = 4;

    /// <summary>The weight of the last pause in what is known of how late pauses end.</summary>
    private const double Newest = 0.2;

    /// <summary>Bulks wait for the writer that long at most.</summary>
    private static readonly TimeSpan MaxWriting = TimeSpan.FromMilliseconds(10);

    /// <summary>Pauses that end later than that show that others wait for a processor.</summary>
    private static readonly TimeSpan MaxLate = TimeSpan.FromMilliseconds(8);

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private int _portion = FirstPortion;
    private TimeSpan _late;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = new FailureLogLimit(Time);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = FailurePause;
            try
            {
                pause = await FollowAsync(stoppingToken);
                failures.Reset();
            }
            catch (StoreUnavailableException e)
            {
                if (failures.IsDue())
                    Log.FollowerInterrupted(log, e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No failure here may stop the service, which must keep storing leads.
                if (failures.IsDue())
                    Log.FollowerFailed(log, e);
            }

            var began = Time.GetTimestamp();
            await Task.Delay(pause, Time, stoppingToken);
            _late = (_late * (1 - Newest)) + ((Time.GetElapsedTime(began) - pause) * Newest);
        }
    }

    protected override Task FinishAsync(CancellationToken cancellation) => store.Follower.ReleaseAsync(cancellation);

    /// <summary>Does a portion.</summary>
    /// <returns>How long to pause.</returns>
    private async Task<TimeSpan> FollowAsync(CancellationToken cancellation)
    {
        var began = Time.GetTimestamp();
        var done = await store.Follower.FollowNextAsync(
            _portion,
            new SearchContext(lists.Catalog, settings.Rules.Zone),
            Time,
            cancellation
        );
        if (done.IsIdle)
            return IdlePause;
        _portion =
            done.Writing > MaxWriting ? Math.Max(MinPortion, _portion / 2)
            : done.Writing < MaxWriting / 2 ? Math.Min(MaxPortion, _portion * 5 / 4)
            : _portion;
        var isBusy = _late > MaxLate || done.Waiting > done.Writing * 2;
        return (Time.GetElapsedTime(began) - done.Waiting) * (isBusy ? BusyFactor : 1);
    }
}
