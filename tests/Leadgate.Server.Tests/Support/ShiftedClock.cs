namespace Leadgate.Server.Tests.Support;

/// <summary>A clock that runs as the machine's does, ahead of it.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    /// <summary>
    /// A clock that started at half past three in Riyadh, so that the day has had most of its leads whenever the tests run. It is never
    /// behind a browser's: its cookies would have expired.
    /// </summary>
    public static ShiftedClock StartAtAfternoon()
    {
        var wait = TimeSpan.FromHours(12.5) - System.GetUtcNow().TimeOfDay;
        var clock = new ShiftedClock();
        clock.Advance(wait < TimeSpan.Zero ? wait + TimeSpan.FromDays(1) : wait);
        return clock;
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
