using System.Net;
using System.Net.Security;

namespace Leadgate.Server.Hosting.ServiceManager;

/// <summary>How a process on this machine reaches an address that a service listens on.</summary>
internal static class OwnAddress
{
    /// <param name="listening">An address of the settings or of the server; its host may stand for all addresses of the machine.</param>
    public static Uri From(string listening)
    {
        var named = ListenAddresses.WithHost(listening, "localhost");
        var address = new Uri(named);
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(address) { Host = ip.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]" }.Uri
            : address;
    }

    /// <summary>A client for such an address. It sends no secrets and opens a connection for each request.</summary>
    public static HttpClient CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.Zero,
                // The certificate is for the name and the trust of senders. Whoever answers on this machine learns nothing here.
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (_, _, _, errors) =>
                        !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable),
                },
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
