using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Leadgate.Server.Access;

namespace Leadgate.Server.Staff;

/// <summary>
/// Limits guessing of passwords: five attempts for a name, then one a minute; twenty for an address, then five a minute. Each node counts
/// on its own. Names without an account are counted too, so that waiting does not reveal which names exist.
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
    public int TryAcquire(string name, IPAddress? address)
    {
        foreach (var bucket in (TokenBucket?[])[GetBucketForAddress(address), GetBucketForName(name)])
        {
            if (bucket is null)
                return RetryAfterWithoutBucket;
            if (!bucket.TryTake(1))
                return bucket.GetState().NextAfter;
        }

        return 0;
    }

    /// <summary>After a successful sign-in, forgets the attempts for the name, and this one attempt of the address.</summary>
    public void Reset(string name, IPAddress? address)
    {
        _buckets.TryRemove("name " + name, out _);
        GetBucketForAddress(address)?.GiveBack(1);
    }

    private TokenBucket? GetBucketForName(string name) => GetOrAdd("name " + name, AttemptsPerNameAndMinute, AttemptsPerName);

    /// <summary>For IPv6, the /64 network counts, because a machine has more addresses in it than can be counted.</summary>
    private TokenBucket? GetBucketForAddress(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var text = address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString();
        return GetOrAdd("address " + text, AttemptsPerAddressAndMinute, AttemptsPerAddress);
    }

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
