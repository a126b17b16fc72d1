namespace Leadgate.Server.Http;

internal static class ClientAddressExtensions
{
    /// <summary>The IP address of the client, for the audit trail; empty if there is none.</summary>
    public static string ClientAddress(this HttpContext http) =>
        http.Connection.RemoteIpAddress switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
            var address => address.ToString(),
        };
}
