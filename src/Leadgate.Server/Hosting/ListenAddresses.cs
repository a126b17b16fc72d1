namespace Leadgate.Server.Hosting;

/// <summary>The addresses that the service listens on, separated by semicolons; a host may be <c>*</c> or <c>+</c>.</summary>
internal static class ListenAddresses
{
    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool IsValid(string urls) => Split(urls) is { Length: > 0 } addresses && addresses.All(IsAddress);

    /// <summary>
    /// Whether a metrics address differs from the other addresses by its port, which identifies the requests for metrics.
    /// </summary>
    public static bool IsValidMetricsAddress(string url, string otherUrls)
    {
        if (url.Contains(';', StringComparison.Ordinal) || !IsValid(url))
            return false;
        var port = GetPort(url);
        return port == 0 || !IsValid(otherUrls) || Split(otherUrls).All(other => GetPort(other) != port);
    }

    /// <summary>Whether only this machine can connect to the addresses.</summary>
    public static bool AreLoopback(string urls) =>
        Split(urls).All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && LoopbackHost.Is(uri.Host));

    private static bool IsAddress(string url) =>
        Uri.TryCreate(WithHost(url), UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" };

    private static int GetPort(string url) => new Uri(WithHost(url)).Port;

    private static string WithHost(string url) =>
        url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
}
