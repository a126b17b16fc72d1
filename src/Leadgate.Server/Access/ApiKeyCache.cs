using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Leadgate.Domain.Access;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>
/// The keys as this node knows them: read at start, and each second again, so that a revocation takes effect on every node within two
/// seconds. A request costs a hash and a look-up, and the store nothing.
/// </summary>
/// <param name="store">Where they are.</param>
internal sealed class ApiKeyCache(ILeadStore store)
{
    private readonly ConcurrentDictionary<long, DateTime> _uses = new();
    private volatile Snapshot _snapshot = new([]);

    /// <summary>Whether a key was ever made; also a revoked one closes the service.</summary>
    public bool Any => _snapshot.Keys.Count > 0;

    /// <summary>Finds a key, revoked and expired ones too.</summary>
    /// <param name="text">What was shown.</param>
    public ApiKey? Find(string text) => _snapshot.Find(ApiKeyToken.Hash(text));

    /// <summary>Remembers that a key was used, until it is written down.</summary>
    /// <param name="key">The key.</param>
    /// <param name="now">The present moment.</param>
    public void RecordUse(ApiKey key, DateTimeOffset now) => _uses[key.Id] = now.UtcDateTime;

    /// <summary>Reads the keys anew.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether one has come, or has been revoked or limited anew.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        var (before, now) = (_snapshot.Keys, await store.Keys.ReadAsync(cancellation));
        _snapshot = new Snapshot(now);
        return !before.Select(State).SequenceEqual(now.Select(State));

        static (long, DateTime?, int?, int?) State(ApiKey key) => (key.Id, key.RevokedAt, key.RequestsPerMinute, key.LeadsPerMinute);
    }

    /// <summary>Writes down when keys were last used.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task WriteUsesAsync(CancellationToken cancellation)
    {
        if (_uses.IsEmpty)
            return;
        var uses = _uses.ToArray();
        await store.Keys.RecordUsesAsync(uses.ToDictionary(), cancellation);

        // What was used again meanwhile stays for the next time.
        foreach (var use in uses)
            _uses.TryRemove(use);
    }

    private sealed class Snapshot(IReadOnlyList<ApiKey> keys)
    {
        /// <summary>By the first bytes of their hashes, which nobody can choose; the rest is compared in constant time.</summary>
        private readonly FrozenDictionary<ulong, ApiKey[]> _byHash = keys.GroupBy(key => First(key.Hash.Span))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());

        public IReadOnlyList<ApiKey> Keys => keys;

        public ApiKey? Find(ReadOnlySpan<byte> hash)
        {
            if (!_byHash.TryGetValue(First(hash), out var candidates))
                return null;
            foreach (var key in candidates)
            {
                if (CryptographicOperations.FixedTimeEquals(key.Hash.Span, hash))
                    return key;
            }

            return null;
        }

        private static ulong First(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<ulong>(hash);
    }
}
