using System.Net;
using System.Net.Sockets;

namespace Leadgate.Server.Staff;

/// <summary>
/// Where an attempt to sign in comes from: a device that has signed in to the account before, or an address. Attempts are limited by their
/// sources, so that those of others neither use up those of the owner of an account nor keep them waiting.
/// </summary>
internal sealed record SignInSource
{
    private SignInSource(string key, bool isKnownDevice) => (Key, IsKnownDevice) = (key, isKnownDevice);

    public string Key { get; }

    public bool IsKnownDevice { get; }

    public static SignInSource From(KnownDevice device) => new("device " + device.Id, isKnownDevice: true);

    /// <summary>For IPv6, the /64 network counts, because a machine has more addresses in it than can be counted.</summary>
    public static SignInSource From(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var text = address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString();
        return new("address " + text, isKnownDevice: false);
    }
}
