using System.Net;

namespace Leadgate.Server.Hosting;

/// <summary>The addresses that the service listens on, separated by semicolons; a host may be <c>*</c> or <c>+</c>.</summary>
internal static class ListenAddresses
{
    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool IsValid(string urls) => Split(urls) is { Length: > 0 } addresses && addresses.All(IsAddress);

    /// <summary>
    /// Whether a metrics address differs from the other addresses by its port, which identifies the requests for metrics.
    /// </summary>
    public static bool IsValidMetricsAddress(string url, string otherUrls) =>
        !url.Contains(';', StringComparison.Ordinal) && IsValid(url) && HasPortOfItsOwn(url, otherUrls);

    /// <summary>Whether only this machine can connect to the addresses.</summary>
    public static bool AreLoopback(string urls) =>
        Split(urls).All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && LoopbackHost.Is(uri.Host));

    /// <summary>
    /// Whether addresses for HTTP/2 without TLS differ from the other addresses by their ports: without TLS, a connection cannot negotiate
    /// its protocol.
    /// </summary>
    public static bool AreValidHttp2Addresses(string urls, string otherUrls) =>
        IsValid(urls)
        && Split(urls).All(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && HasPortOfItsOwn(url, otherUrls));

    /// <summary>Whether an endpoint that the server binds is one of the addresses. With port 0, the IP address decides.</summary>
    public static bool Contains(string urls, IPEndPoint? endpoint) =>
        endpoint is not null
        && Split(urls)
            .Any(url =>
                GetPort(url) == endpoint.Port
                && (endpoint.Port != 0 || (IPAddress.TryParse(new Uri(url).Host, out var address) && address.Equals(endpoint.Address)))
            );

    /// <summary>Port 0 stands for one that is free. Other addresses that are not valid are an error of their own.</summary>
    private static bool HasPortOfItsOwn(string url, string otherUrls)
    {
        var port = GetPort(url);
        return port == 0 || !IsValid(otherUrls) || Split(otherUrls).All(other => GetPort(other) != port);
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(WithHost(url), UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" };

    private static int GetPort(string url) => new Uri(WithHost(url)).Port;

    /// <summary>The address with a host where it has a wildcard.</summary>
    public static string WithHost(string url, string host = "any") =>
        url.Replace("://*", "://" + host, StringComparison.Ordinal).Replace("://+", "://" + host, StringComparison.Ordinal);
}
