using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Leadgate.Domain.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>
/// The API keys as this node knows them. They are read at startup and again each second, so that a revocation takes effect on every node
/// within two seconds. A request costs a hash and a look-up, and no access to the store.
/// </summary>
internal sealed class ApiKeyCache(ILeadStore store)
{
    private readonly ConcurrentDictionary<long, DateTime> _uses = new();
    private readonly RefreshedValue<Snapshot> _snapshot = new(new Snapshot([]));

    /// <summary>Whether a key was ever created, even if it is revoked.</summary>
    public bool HasKeys => _snapshot.Current.Keys.Count > 0;

    /// <summary>Every key as this node knows it.</summary>
    public IReadOnlyList<ApiKey> Keys => _snapshot.Current.Keys;

    /// <summary>Finds a key, even if it is revoked or expired.</summary>
    public ApiKey? Find(string text) => _snapshot.Current.Find(ApiKeyToken.Hash(text));

    /// <summary>Remembers that a key was used, until <see cref="WriteUsesAsync"/>.</summary>
    public void RecordUse(ApiKey key, DateTimeOffset now) => _uses[key.Id] = now.UtcDateTime;

    /// <returns>Whether one was created, revoked, or changed.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        var before = await _snapshot.RefreshAsync(async () => new Snapshot(await store.Keys.ReadAsync(cancellation)));
        return before is not null && !before.Keys.Select(GetState).SequenceEqual(Keys.Select(GetState));

        static (long, DateTime?, int?, int?, KeyPreferences) GetState(ApiKey key) =>
            (key.Id, key.RevokedAt, key.RequestsPerMinute, key.LeadsPerMinute, key.Preferences);
    }

    /// <summary>Stores when keys were last used.</summary>
    public async Task WriteUsesAsync(CancellationToken cancellation)
    {
        if (_uses.IsEmpty)
            return;
        var uses = _uses.ToArray();
        await store.Keys.RecordUsesAsync(uses.ToDictionary(), cancellation);

        // A key that was used again meanwhile has another value and stays for the next time.
        foreach (var use in uses)
            _uses.TryRemove(use);
    }

    private sealed class Snapshot(IReadOnlyList<ApiKey> keys)
    {
        /// <summary>
        /// Keyed by the first bytes of the hashes, which a caller cannot choose; the whole hash is compared in constant time.
        /// </summary>
        private readonly FrozenDictionary<ulong, ApiKey[]> _byHash = keys.GroupBy(key => GetFirstBytes(key.Hash.Span))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());

        public IReadOnlyList<ApiKey> Keys => keys;

        public ApiKey? Find(ReadOnlySpan<byte> hash)
        {
            if (!_byHash.TryGetValue(GetFirstBytes(hash), out var candidates))
                return null;
            foreach (var key in candidates)
            {
                if (CryptographicOperations.FixedTimeEquals(key.Hash.Span, hash))
                    return key;
            }

            return null;
        }

        private static ulong GetFirstBytes(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<ulong>(hash);
    }
}
