using System.Net.Sockets;
using System.Text;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Support;

/// <summary>The socket that systemd gives a unit of Type=notify.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket()
    {
        Path = _folder.Path("notify");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    public string Path { get; }

    /// <summary>Waits for the next message.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[1000];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Wait.Limit);
        var count = await _socket.ReceiveAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }
}
