using Leadgate.Domain.Access;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>What staff see first: what arrived today, and what waits for correction.</summary>
internal sealed class IntakeOverview(
    ILeadStore store,
    OpenErrorQueries errors,
    RecentOpenErrors recent,
    LeadgateSettings settings,
    TimeProvider time
)
{
    /// <summary>One more than a page says.</summary>
    public const int MaxCount = 1001;

    private const int MaxSenders = 100;
    private const int MaxErrors = 8;
    private const int MaxOldest = 5;

    public async Task<IntakeDay> ReadTodayAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        var zone = settings.Rules.Zone;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.GetUtcNow().UtcDateTime, zone));
        var access = new LeadAccess(actor.Name, actor.Origin, CreatedBy: null);

        // One after another: a page must not take more than one of the connections that the API reads with.
        return new IntakeDay(
            day,
            await store.IntakeHours.ReadAsync(StartOf(day, zone), StartOf(day.AddDays(1), zone), sender: null, cancellation),
            await store.OpenErrors.CountLeadsAsync(MaxCount, cancellation),
            await recent.CountBySenderAsync(MaxSenders, cancellation),
            await errors.FindRecentAsync(MaxErrors, access, cancellation),
            await store.OpenErrors.FindOldestAsync(sender: null, MaxOldest, cancellation),
            await store.Follower.ReadStateAsync(cancellation)
        );
    }

    private static DateTime StartOf(DateOnly day, TimeZoneInfo zone) =>
        DateParser.TryParseTimestamp(WireTime.Format(day), zone, out var utc) ? utc : DateTime.MaxValue;
}
