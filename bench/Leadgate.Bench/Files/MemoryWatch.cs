namespace Leadgate.Bench.Files;

/// <summary>Watches how much memory the process takes.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Timer _timer;
    private long _peak;

    public MemoryWatch() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Interval);

    public long Peak
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = Environment.WorkingSet;
        if (now > Interlocked.Read(ref _peak))
            Interlocked.Exchange(ref _peak, now);
    }
}
