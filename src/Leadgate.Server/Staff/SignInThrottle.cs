using System.Collections.Concurrent;
using Leadgate.Server.Access;

namespace Leadgate.Server.Staff;

/// <summary>
/// Limits guessing of passwords and codes: five attempts for a name, then one a minute; twenty for an address, then five a minute. A
/// device that is known to the account has five attempts of its own, then one a minute, so that nobody else can use them up. Each node
/// counts on its own. Names without an account are counted too, so that waiting does not reveal which names exist.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int AttemptsPerName = 5;
    private const int AttemptsPerNameAndMinute = 1;
    private const int AttemptsPerAddress = 20;
    private const int AttemptsPerAddressAndMinute = 5;

    /// <summary>Above this, full buckets are removed. If that is not enough, new names and addresses have to wait.</summary>
    private const int MaxBuckets = 50_000;

    private static readonly int RetryAfterWithoutBucket = (int)TimeSpan.FromMinutes(1).TotalSeconds;

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new();

    /// <summary>Counts an attempt.</summary>
    /// <param name="name">The folded name; empty if what was entered cannot be a name.</param>
    /// <returns>The seconds to wait, or 0 if the attempt is allowed.</returns>
    public int TryAcquire(SignInFactor factor, string name, SignInSource source)
    {
        var buckets = GetBuckets(factor, name, source).ToList();
        for (var i = 0; i < buckets.Count; i++)
        {
            if (buckets[i]?.TryTake(1) == true)
                continue;

            // An attempt that is not evaluated counts nowhere: not against others at its address, and not in the number of buckets.
            buckets.Take(i).ToList().ForEach(taken => taken!.GiveBack(1));
            return buckets[i]?.GetState().NextAfter ?? RetryAfterWithoutBucket;
        }

        return 0;
    }

    /// <summary>The attempts of an address or a device that failed lately or are not done.</summary>
    public int CountRecentAttempts(SignInFactor factor, string name, SignInSource source)
    {
        var capacity = source.IsKnownDevice ? AttemptsPerName : AttemptsPerAddress;
        return GetBuckets(factor, name, source).First()?.GetState() is { Left: var left } ? capacity - (int)left : capacity;
    }

    /// <summary>Takes back an attempt that was counted but not evaluated.</summary>
    public void GiveBack(SignInFactor factor, string name, SignInSource source)
    {
        foreach (var bucket in GetBuckets(factor, name, source))
            bucket?.GiveBack(1);
    }

    /// <summary>After a success, forgets the attempts for the name or of the device, and this one attempt of the address.</summary>
    public void Reset(SignInFactor factor, string name, SignInSource source)
    {
        GiveBack(factor, name, source);
        _buckets.TryRemove(GetNameKey(factor, name, source), out _);
    }

    private IEnumerable<TokenBucket?> GetBuckets(SignInFactor factor, string name, SignInSource source)
    {
        if (!source.IsKnownDevice)
            yield return GetOrAdd(source.Key, AttemptsPerAddressAndMinute, AttemptsPerAddress);
        yield return GetOrAdd(GetNameKey(factor, name, source), AttemptsPerNameAndMinute, AttemptsPerName);
    }

    private static string GetNameKey(SignInFactor factor, string name, SignInSource source) =>
        $"{factor} {(source.IsKnownDevice ? source.Key : name)}";

    private TokenBucket? GetOrAdd(string key, int perMinute, int capacity)
    {
        if (_buckets.TryGetValue(key, out var bucket))
            return bucket;
        if (_buckets.Count >= MaxBuckets)
        {
            foreach (var full in _buckets.Where(known => known.Value.GetState().FullAfter == 0))
                _buckets.TryRemove(full);
            if (_buckets.Count >= MaxBuckets)
                return null;
        }

        return _buckets.GetOrAdd(key, _ => new TokenBucket(perMinute, capacity, time));
    }
}
