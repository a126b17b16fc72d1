using System.Net.Sockets;
using System.Text;

namespace Leadgate.Server.Tests.Support;

internal static class SocketExtensions
{
    /// <summary>What the service sends until it closes or resets the connection.</summary>
    public static async Task<string> ReadToEndAsync(this Socket socket)
    {
        var all = new StringBuilder();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
                all.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // A reset ends the response too.
        }

        return all.ToString();
    }

    /// <summary>What has arrived.</summary>
    public static async Task<string> ReceiveTextAsync(this Socket socket)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
    }
}
