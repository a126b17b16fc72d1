using Leadgate.Server.Hosting;
using Leadgate.Server.Intake;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>
/// Keeps what the staff console searches and counts in step with what was stored (docs/decisions/0033), within some tenths of a second. It
/// writes for a moment at a time, and pauses where others wait for it or when it has caught up (<see cref="FollowerPace"/>). Every node
/// runs it; one of them does the work.
/// </summary>
internal sealed class LeadFollowerService(
    ILeadStore store,
    AdmissionControl admission,
    ListCatalogCache lists,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<LeadFollowerService> log
) : PeriodicService(time)
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    /// <summary>How often it looks in a pause whether the intake is still busy.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(50);

    private readonly FollowerPace _pace = new(store.Follower.DelaysBulks, () => admission.Use, time);

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

            await PauseAsync(pause, stoppingToken);
        }
    }

    protected override Task FinishAsync(CancellationToken cancellation) => store.Follower.ReleaseAsync(cancellation);

    /// <summary>Does a portion.</summary>
    /// <returns>How long to pause.</returns>
    private async Task<TimeSpan> FollowAsync(CancellationToken cancellation)
    {
        var began = Time.GetTimestamp();
        var done = await store.Follower.FollowNextAsync(
            _pace.Portion,
            new SearchContext(lists.Catalog, settings.Rules.Zone),
            Time,
            cancellation
        );
        return _pace.Note(done, Time.GetElapsedTime(began) - done.Waiting);
    }

    /// <summary>Pauses until then, or until the intake becomes busy or is so no longer.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        var (began, isBusy) = (Time.GetTimestamp(), _pace.IntakeComesFirst);
        for (var left = pause; left > TimeSpan.Zero && _pace.IntakeComesFirst == isBusy; left = pause - Time.GetElapsedTime(began))
        {
            await Task.Delay(left < LookPause ? left : LookPause, Time, cancellation);
            _pace.Look();
        }
    }
}
