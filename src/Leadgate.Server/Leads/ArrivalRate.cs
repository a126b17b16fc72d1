using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>How many leads arrive in a second, as the follower sees it from the ids of the bulks that wait for it.</summary>
internal sealed class ArrivalRate(TimeProvider time)
{
    /// <summary>The time that is looked back.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    private double _perSecond;
    private long _newest;
    private long _noted;

    /// <summary>Notes what the follower has read.</summary>
    /// <returns>The leads per second.</returns>
    public double Note(FollowedPortion done)
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_noted, now);
        if (_newest > 0 && elapsed > TimeSpan.Zero)
        {
            var leads = Math.Max(0, done.NewestBulk - _newest) * done.LeadsPerBulk;
            var weight = Math.Min(1, elapsed / Span);
            _perSecond = (_perSecond * (1 - weight)) + (leads / elapsed.TotalSeconds * weight);
        }

        (_newest, _noted) = (Math.Max(_newest, done.NewestBulk), now);
        return _perSecond;
    }
}
