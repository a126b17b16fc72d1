namespace Leadgate.Browser.Tests.Support;

/// <summary>
/// A clock that runs as the machine's does and started at half past three in Riyadh, so that the day has had most of its leads whenever the
/// tests run. It is never behind the browser's: its cookies would have expired.
/// </summary>
internal sealed class AfternoonClock : TimeProvider
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(12.5);
    private readonly TimeSpan _ahead;

    public AfternoonClock()
    {
        var wait = Start - System.GetUtcNow().TimeOfDay;
        _ahead = wait < TimeSpan.Zero ? wait + TimeSpan.FromDays(1) : wait;
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
