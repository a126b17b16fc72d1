using System.Collections.Concurrent;
using Leadgate.Domain.Access;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Access;

/// <summary>
/// The allowance of each key on this node, by its own limits and otherwise by the settings. Nodes don't share allowances: with several
/// nodes, a key may send as much to each of them.
/// </summary>
internal sealed class ApiKeyRateLimiter(CurrentSettings current, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, ApiKeyAllowance> _allowances = new();

    public ApiKeyAllowance For(ApiKey key)
    {
        var settings = current.Value;
        var (requests, leads) = (key.RequestsPerMinute ?? settings.RequestsPerMinute, key.LeadsPerMinute ?? settings.LeadsPerMinute);
        return _allowances.TryGetValue(key.Id, out var allowance) && allowance.HasLimits(requests, leads, settings.StoredBytesPerMinute)
            ? allowance
            : Replace(key.Id, requests, leads, settings.StoredBytesPerMinute);
    }

    /// <summary>
    /// A method of its own, so that a known key allocates no delegate. A key with new limits starts with a full minute's quota.
    /// </summary>
    private ApiKeyAllowance Replace(long id, int requests, int leads, long stored) =>
        _allowances.AddOrUpdate(
            id,
            _ => Create(requests, leads, stored),
            (_, known) => known.HasLimits(requests, leads, stored) ? known : Create(requests, leads, stored)
        );

    private ApiKeyAllowance Create(int requests, int leads, long stored) =>
        new(new TokenBucket(requests, time), new TokenBucket(leads, time), new TokenBucket(stored, time));
}
