using Leadgate.Domain.Wire;

namespace Leadgate.Storage.Engines;

/// <summary>
/// Times of what is stored: the machine's, in UTC, to the millisecond. Small steps back, as a time server makes them, are not followed, so
/// that times grow with ids; a clock that was wrong is followed, because its times would be wrong for as long again.
/// </summary>
/// <param name="time">The machine's clock.</param>
/// <param name="last">The last time that was given to something stored.</param>
/// <param name="report">Gets each time that the clock was set.</param>
internal sealed class StoreClock(TimeProvider time, DateTime last, Action<ClockStep> report)
{
    /// <summary>The largest step back that is not followed.</summary>
    public static readonly TimeSpan SmallStep = TimeSpan.FromSeconds(5);

    /// <summary>The smallest step forward that is reported.</summary>
    private static readonly TimeSpan LargeStep = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTime _last = last;
    private (DateTime Time, long Timestamp)? _read;

    public TimeProvider Time => time;

    /// <summary>The machine's time, which may go back.</summary>
    public DateTime Read() => Read(time);

    /// <summary>The time of a clock as it is stored.</summary>
    public static DateTime Read(TimeProvider time) => WireTime.TruncateToMilliseconds(time.GetUtcNow().UtcDateTime);

    public DateTime Now()
    {
        lock (_lock)
        {
            var (now, timestamp) = (Read(), time.GetTimestamp());
            if (_read is var (before, since) && now - before - time.GetElapsedTime(since, timestamp) is var step && step > LargeStep)
                report(new ClockStep(now - step, now));
            _read = (now, timestamp);
            if (_last - now > SmallStep)
                report(new ClockStep(_last, now));
            else if (_last > now)
                return _last;
            return _last = now;
        }
    }
}
