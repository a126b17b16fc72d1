using System.Net;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Access;

/// <summary>
/// Says whether the service asks for no key (promise 10.2): in TEST, listening on loopback only, as long as no key was ever made, and for
/// requests that really come from this machine. A request that a proxy passed on, or a page of another site that a browser was led here
/// by (DNS rebinding), bears another host's name or the proxy's headers, and is not of this machine.
/// HTTP/1.0 is what nginx long spoke to what stands behind it; no client of today does.
/// </summary>
/// <param name="settings">Environment and addresses.</param>
/// <param name="keys">The keys.</param>
internal sealed class KeylessAccessPolicy(LeadgateSettings settings, ApiKeyCache keys)
{
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded",
        "Via",
        "X-Real-IP",
        "X-Client-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
        "X-Envoy-External-Address",
        "X-Original-For",
    ];

    private readonly bool _mayBeOpen =
        settings.Environment == "TEST"
        && settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(IsLoopback);

    /// <summary>Whether requests of this machine need no key now.</summary>
    public bool IsOpen => _mayBeOpen && !keys.Any;

    /// <summary>Whether a request needs no key.</summary>
    /// <param name="http">The request.</param>
    public bool IsOpenFor(HttpContext http) =>
        IsOpen
        && http.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && IsLoopbackHost(http.Request.Host.Host)
        && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && !IsPassedOn(http.Request.Headers);

    private static bool IsPassedOn(IHeaderDictionary headers) =>
        ProxyHeaders.Any(headers.ContainsKey)
        || headers.Keys.Any(name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsLoopbackHost(uri.Host);

    private static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
