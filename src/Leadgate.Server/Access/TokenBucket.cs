namespace Leadgate.Server.Access;

/// <summary>
/// A quota that refills continuously up to its capacity, usually a minute's worth. One request may take more than is left: a bulk is
/// counted once it has been read, and one that is larger than the quota must be possible. Later requests then wait until the quota is
/// positive again.
/// </summary>
/// <param name="perMinute">The number of tokens that are added in a minute.</param>
internal sealed class TokenBucket(long perMinute, long capacity, TimeProvider time)
{
    private const double SecondsPerMinute = 60;
    private readonly Lock _lock = new();
    private double _tokens = capacity;
    private long _refilledAt = time.GetTimestamp();

    /// <summary>A bucket with the capacity of a minute.</summary>
    public TokenBucket(long perMinute, TimeProvider time)
        : this(perMinute, perMinute, time) { }

    public long PerMinute => perMinute;

    /// <summary>Takes tokens if there is at least one.</summary>
    /// <returns>Whether they were taken.</returns>
    public bool TryTake(long count)
    {
        lock (_lock)
        {
            Refill();
            if (_tokens < 1)
                return false;
            _tokens -= count;
            return true;
        }
    }

    /// <summary>Takes tokens, however many are left.</summary>
    public void Charge(long count)
    {
        lock (_lock)
        {
            Refill();
            _tokens -= count;
        }
    }

    /// <summary>Returns tokens that were taken and not used.</summary>
    public void GiveBack(long count) => Charge(-count);

    /// <summary>The whole tokens left, the seconds until the bucket is full, and the seconds until there is a token to take.</summary>
    public (long Left, int FullAfter, int NextAfter) GetState()
    {
        lock (_lock)
        {
            Refill();
            return (Math.Max(0, (long)_tokens), SecondsFor(capacity - _tokens), SecondsFor(1 - _tokens));
        }
    }

    private int SecondsFor(double tokens) => (int)Math.Ceiling(Math.Max(0, tokens) * SecondsPerMinute / perMinute);

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(capacity, _tokens + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * perMinute / SecondsPerMinute));
        _refilledAt = now;
    }
}
