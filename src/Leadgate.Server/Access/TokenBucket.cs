namespace Leadgate.Server.Access;

/// <summary>
/// An allowance that fills up evenly and holds so much at most, mostly a minute's worth. What is taken may be more than is there, once: a bulk is counted
/// when it has been read, and one that is larger than the allowance must get through some time. The debt is then waited for.
/// </summary>
/// <param name="perMinute">How much comes in a minute.</param>
/// <param name="holds">How much it holds.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(int perMinute, int holds, TimeProvider time)
{
    private const double SecondsOfMinute = 60;
    private readonly Lock _lock = new();
    private double _tokens = holds;
    private long _filled = time.GetTimestamp();

    /// <summary>One that holds a minute's worth.</summary>
    /// <param name="perMinute">How much comes in a minute.</param>
    /// <param name="time">The clock.</param>
    public TokenBucket(int perMinute, TimeProvider time)
        : this(perMinute, perMinute, time) { }

    /// <summary>How much comes in a minute.</summary>
    public int PerMinute => perMinute;

    /// <summary>Takes some, if there is at least one.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Whether they were taken.</returns>
    public bool TryTake(long count)
    {
        lock (_lock)
        {
            Fill();
            if (_tokens < 1)
                return false;
            _tokens -= count;
            return true;
        }
    }

    /// <summary>Takes what has been used already, whatever is there.</summary>
    /// <param name="count">How many.</param>
    public void Charge(long count)
    {
        lock (_lock)
        {
            Fill();
            _tokens -= count;
        }
    }

    /// <summary>Gives back what was taken and not used.</summary>
    /// <param name="count">How many.</param>
    public void GiveBack(long count) => Charge(-count);

    /// <summary>Whole tokens that are left, seconds until it is full, and seconds until there is one to take.</summary>
    public (long Left, int FullAfter, int NextAfter) State()
    {
        lock (_lock)
        {
            Fill();
            return (Math.Max(0, (long)_tokens), Seconds(holds - _tokens), Seconds(1 - _tokens));
        }
    }

    private int Seconds(double tokens) => (int)Math.Ceiling(Math.Max(0, tokens) * SecondsOfMinute / perMinute);

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(holds, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perMinute / SecondsOfMinute));
        _filled = now;
    }
}
