using System.Collections.Concurrent;
using Leadgate.Domain.Access;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Access;

/// <summary>
/// What each key may do on this node, by its own limits and otherwise by settings. Nodes do not ask one another: with several, a key may do as much on each of them.
/// </summary>
/// <param name="settings">How much.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiKeyRateLimiter(LeadgateSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, ApiKeyAllowance> _allowances = new();

    /// <summary>The allowance of a key.</summary>
    /// <param name="key">The key.</param>
    public ApiKeyAllowance For(ApiKey key)
    {
        var (requests, leads) = (key.RequestsPerMinute ?? settings.RequestsPerMinute, key.LeadsPerMinute ?? settings.LeadsPerMinute);
        return _allowances.TryGetValue(key.Id, out var allowance) && allowance.IsOf(requests, leads)
            ? allowance
            : Make(key.Id, requests, leads);
    }

    /// <summary>Apart, so that a key that is known costs no delegate. One that is limited anew begins with a whole minute's worth.</summary>
    private ApiKeyAllowance Make(long id, int requests, int leads) =>
        _allowances.AddOrUpdate(id, _ => New(requests, leads), (_, known) => known.IsOf(requests, leads) ? known : New(requests, leads));

    private ApiKeyAllowance New(int requests, int leads) => new(new TokenBucket(requests, time), new TokenBucket(leads, time));
}
