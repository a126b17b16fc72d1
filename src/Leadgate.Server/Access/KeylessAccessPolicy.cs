using Leadgate.Server.Hosting;

namespace Leadgate.Server.Access;

/// <summary>
/// Decides whether a request needs no API key (promise 10.2): in TEST, if the service listens on loopback only, no setting says that a
/// proxy is in front, no key was ever created, and the request really comes from this machine.
/// </summary>
internal sealed class KeylessAccessPolicy(LeadgateSettings settings, ApiKeyCache keys)
{
    private readonly bool _isPossible = LocalRequest.IsPossible(settings);

    /// <summary>Whether requests from this machine need no key now.</summary>
    public bool IsActive => _isPossible && !keys.HasKeys;

    public bool Allows(HttpContext http) => IsActive && LocalRequest.Is(http);
}
