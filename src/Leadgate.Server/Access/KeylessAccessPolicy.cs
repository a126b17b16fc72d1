using System.Net;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Access;

/// <summary>
/// Decides whether a request needs no API key (promise 10.2): in TEST, if the service listens on loopback only, no key was ever created,
/// and the request really comes from this machine. A request that a proxy forwarded, or that a page of another site sent through a
/// browser (DNS rebinding), carries another host name or the headers of a proxy. HTTP/1.0 is rejected because older
/// versions of nginx used it for the servers behind them, and current clients don't.
/// </summary>
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

    private readonly bool _isPossible =
        settings.Environment == "TEST"
        && settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(IsLoopback);

    /// <summary>Whether requests from this machine need no key now.</summary>
    public bool IsActive => _isPossible && !keys.HasKeys;

    public bool Allows(HttpContext http) =>
        IsActive
        && http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && IsLoopbackHost(http.Request.Host.Host)
        && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && !IsForwarded(http.Request.Headers);

    private static bool IsForwarded(IHeaderDictionary headers) =>
        ProxyHeaders.Any(headers.ContainsKey)
        || headers.Keys.Any(name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsLoopbackHost(uri.Host);

    private static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
