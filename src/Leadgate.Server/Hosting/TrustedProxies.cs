using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Leadgate.Server.Hosting;

/// <summary>
/// The proxies that say from which address and with which scheme a request came. The framework's middleware believes them, from the last
/// one back to the first address that is not among them; what anybody else says in these headers changes nothing.
/// </summary>
internal static class TrustedProxies
{
    private static readonly char[] Separators = [';', ','];

    /// <summary>Reads addresses and networks such as <c>10.0.0.0/24</c>, separated by semicolons or commas.</summary>
    /// <returns>False if one of them is not valid, or is a network of all addresses: then every sender could choose its address.</returns>
    public static bool TryParse(string text, out IReadOnlyList<IPNetwork> networks)
    {
        var parsed = new List<IPNetwork>();
        networks = parsed;
        foreach (var part in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address) && IsWritten(address, part))
                parsed.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var network) && network.PrefixLength > 0 && IsWritten(network.BaseAddress, part))
                parsed.Add(network);
            else
                return false;
        }

        return true;
    }

    public static void AddTrustedProxies(this IServiceCollection services, LeadgateSettings settings) =>
        // After everything else, because ASPNETCORE_FORWARDEDHEADERS_ENABLED would trust every sender.
        services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in settings.TrustedProxies)
                options.KnownIPNetworks.Add(network);

            // Not the host: a proxy that does not set the header itself passes on what the sender wrote. LEADGATE_PUBLIC_URL names it.
            options.ForwardedHeaders =
                settings.TrustedProxies.Count == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // However many proxies there are: the first address that is not trusted is the sender's.
            options.ForwardLimit = null;
        });

    /// <summary>The framework also reads 10.1 as 10.0.0.1 and numbers that start with 0 as octal, which nobody means.</summary>
    private static bool IsWritten(IPAddress address, string text) =>
        text.Contains(':', StringComparison.Ordinal) || text.Split('/')[0] == address.ToString();
}
