using Leadgate.Domain.Wire;

namespace Leadgate.Storage.Engines;

/// <summary>
/// Times of what is stored: UTC, to the millisecond, and never earlier than one before, also when the machine's clock is set back.
/// </summary>
internal sealed class StoreClock(TimeProvider time, DateTime last)
{
    private readonly Lock _lock = new();
    private DateTime _last = last;

    public TimeProvider Time => time;

    /// <summary>The machine's time, which may go back.</summary>
    public DateTime Read() => WireTime.TruncateToMilliseconds(time.GetUtcNow().UtcDateTime);

    public DateTime Now()
    {
        var now = Read();
        lock (_lock)
            return _last = now > _last ? now : _last;
    }
}
