using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Leadgate.Server.Access;

namespace Leadgate.Server.Staff;

/// <summary>
/// Bounds how often a password can be guessed: for a name five times, then once a minute; for an address twenty times, then five times a
/// minute. Each node counts for itself. Names that nobody has are counted too, so that waiting tells nothing.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int GuessesOfName = 5;
    private const int GuessesOfNamePerMinute = 1;
    private const int GuessesOfAddress = 20;
    private const int GuessesOfAddressPerMinute = 5;

    /// <summary>So many are remembered; then those go of which there is nothing to remember, and if that makes no room, whoever is new waits.</summary>
    private const int MaxRemembered = 50_000;

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new();

    /// <summary>Counts a guess.</summary>
    /// <param name="name">The name, folded; empty for what is no name.</param>
    /// <param name="address">From where.</param>
    /// <returns>How many seconds to wait; 0 when it may be made now.</returns>
    public int Count(string name, IPAddress? address)
    {
        foreach (var bucket in (TokenBucket?[])[OfAddress(address), OfName(name)])
        {
            if (bucket is null)
                return (int)TimeSpan.FromMinutes(1).TotalSeconds;
            if (!bucket.TryTake(1))
                return bucket.State().NextAfter;
        }

        return 0;
    }

    /// <summary>Forgets the guesses of a name, and this one of an address: the password was right.</summary>
    /// <param name="name">The name.</param>
    /// <param name="address">From where.</param>
    public void Forget(string name, IPAddress? address)
    {
        _buckets.TryRemove("name " + name, out _);
        OfAddress(address)?.GiveBack(1);
    }

    private TokenBucket? OfName(string name) => Find("name " + name, GuessesOfNamePerMinute, GuessesOfName);

    /// <summary>Of IPv6 the network, for each of its machines has more addresses than can be counted.</summary>
    private TokenBucket? OfAddress(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var text = address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString();
        return Find("address " + text, GuessesOfAddressPerMinute, GuessesOfAddress);
    }

    private TokenBucket? Find(string key, int perMinute, int holds)
    {
        if (_buckets.TryGetValue(key, out var bucket))
            return bucket;
        if (_buckets.Count >= MaxRemembered)
        {
            foreach (var full in _buckets.Where(known => known.Value.State().FullAfter == 0))
                _buckets.TryRemove(full);
            if (_buckets.Count >= MaxRemembered)
                return null;
        }

        return _buckets.GetOrAdd(key, _ => new TokenBucket(perMinute, holds, time));
    }
}
