using System.Net;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Access;

/// <summary>
/// Tells whether a request really comes from this machine. A request that a proxy forwarded, or that a page of another site sent through a
/// browser, carries another host name (DNS rebinding), another origin, or the headers of a proxy. HTTP/1.0 is rejected because older
/// versions of nginx used it for the servers behind them, and current clients don't. A proxy that adds nothing and sends a local host name
/// is not recognized: nothing in its requests differs from those of a local program.
/// </summary>
internal static class LocalRequest
{
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded",
        "Via",
        "CDN-Loop",
        "X-Real-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "X-ProxyUser-IP",
        "True-Client-IP",
        "Fastly-Client-IP",
        "Fly-Client-IP",
        "X-Azure-ClientIP",
        "X-Original-For",
        "X-Original-Proto",
        "X-Original-Host",
        "X-Scheme",
        "X-Varnish",
    ];

    private static readonly string[] ProxyHeaderPrefixes = ["X-Forwarded", "X-Envoy-", "X-Amzn-", "CF-"];

    /// <summary>Whether a service is open to this machine: a TEST service on loopback only, without a proxy in front.</summary>
    public static bool IsPossible(LeadgateSettings settings) =>
        settings.Environment == "TEST" && ListenAddresses.AreLoopback(settings.AllUrls) && !settings.IsBehindProxy;

    public static bool Is(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && LoopbackHost.Is(http.Request.Host.Host)
        && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && !IsForwarded(http.Request.Headers)
        && !IsCrossOrigin(http.Request);

    private static bool IsForwarded(IHeaderDictionary headers) =>
        ProxyHeaders.Any(headers.ContainsKey)
        || headers.Keys.Any(name => ProxyHeaderPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Whether a page of another origin sent it. A browser says so in either header (Fetch, section 3.2; Fetch Metadata); <c>none</c> is
    /// an address that the user entered.
    /// </summary>
    private static bool IsCrossOrigin(HttpRequest request) =>
        (request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}")
        || request.Headers["Sec-Fetch-Site"].Any(site => site is not ("same-origin" or "none"));
}
