namespace Leadgate.Server.Hosting;

/// <summary>Limits how often work that is tried every second logs its failures: once when they begin, and then once a minute.</summary>
internal sealed class FailureLogLimit(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private DateTimeOffset? _next;

    /// <summary>Whether to log a failure that has just occurred.</summary>
    public bool IsDue()
    {
        var now = time.GetUtcNow();
        if (now < _next)
            return false;
        _next = now + Interval;
        return true;
    }

    /// <summary>Notes that the work has succeeded, so that the next failure is logged.</summary>
    public void Reset() => _next = null;
}
