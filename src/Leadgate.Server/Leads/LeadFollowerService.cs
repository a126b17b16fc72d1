using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>
/// Keeps what the staff console searches and counts in step with what was stored (docs/decisions/0033), within some tenths of a second. It
/// writes for some milliseconds at a time and pauses after each portion. When more leads arrive than it could follow without taking the
/// processors from the intake, it takes only a tenth of the time, falls behind, and catches up when fewer arrive. Every node runs it; one
/// of them does the work.
/// </summary>
internal sealed class LeadFollowerService(
    ILeadStore store,
    ListCatalogCache lists,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<LeadFollowerService> log
) : PeriodicService(time)
{
    /// <summary>Smaller ones cost several times as much for each lead (docs/performance.md).</summary>
    private const int MinPortion = 500;

    private const int MaxPortion = 4000;

    /// <summary>How long it pauses after a portion, in times of how long that took.</summary>
    private const double PauseFactor = 0.1;

    /// <summary>The same when too many leads arrive.</summary>
    private const double OverloadFactor = 9;

    /// <summary>Too many leads arrive when following them at once would take more than this share of the time.</summary>
    private const double MaxShare = 1.2;

    /// <summary>The same where every bulk waits while the follower writes.</summary>
    private const double MaxShareOfOneWriter = 0.5;

    /// <summary>The weight of the last portion in what is known of how long a lead takes.</summary>
    private const double Newest = 0.2;

    /// <summary>Bulks wait for the writer that long at most.</summary>
    private static readonly TimeSpan MaxWriting = TimeSpan.FromMilliseconds(15);

    /// <summary>When it has caught up, it waits for more to do at once.</summary>
    private static readonly TimeSpan CollectPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly ArrivalRate _arriving = new(time);
    private int _portion = MinPortion;
    private TimeSpan _perLead;

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

            await Task.Delay(pause, Time, stoppingToken);
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
        var took = Time.GetElapsedTime(began) - done.Waiting;

        // What a small portion takes says nothing about what a lead takes.
        var weight = Newest * Math.Min(1, (double)done.Leads / _portion);
        _perLead = (_perLead * (1 - weight)) + (took / Math.Max(1, done.Leads) * weight);
        _portion =
            done.Writing > MaxWriting ? Math.Max(MinPortion, _portion * 2 / 3)
            : done.Leads > _portion / 2 && done.Writing < MaxWriting / 2 ? Math.Min(MaxPortion, _portion * 5 / 4)
            : _portion;
        var isOverloaded = _arriving.Note(done) * _perLead.TotalSeconds > (store.Follower.DelaysBulks ? MaxShareOfOneWriter : MaxShare);
        return done.HasMore ? took * (isOverloaded ? OverloadFactor : PauseFactor) : CollectPause;
    }
}
