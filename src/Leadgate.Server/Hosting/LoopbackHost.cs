using System.Net;

namespace Leadgate.Server.Hosting;

/// <summary>Host names and addresses that only this machine can mean.</summary>
internal static class LoopbackHost
{
    /// <param name="host">The host of an address, an IPv6 address with or without brackets.</param>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
