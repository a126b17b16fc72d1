using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Leadgate.Bench;

/// <summary>
/// A minimal HTTP/1.1 connection (RFC 9112) to Kestrel. A complete HTTP client takes three times the processor time for a request
/// (docs/performance.md), and the load generator shares the processor with the service.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _sent = new byte[4096];
    private readonly byte[] _received = new byte[64 * 1024];

    public Task ConnectAsync(Uri server, CancellationToken cancellation) =>
        _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), cancellation).AsTask();

    /// <summary>Sends a request and reads the response to the end.</summary>
    public async ValueTask<WireResponse> SendAsync(WireRequest request, CancellationToken cancellation)
    {
        var length = Compose(request);
        for (var sent = 0; sent < length; )
            sent += await _socket.SendAsync(_sent.AsMemory(sent, length - sent), cancellation);
        var (filled, head) = (0, -1);
        while (head < 0)
        {
            filled += await ReceiveAsync(filled, cancellation);
            head = _received.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        head += 4;
        var response = new WireResponse(Status(), _received.AsMemory(0, head));
        if (response.Status is 204 or 304)
            return response;
        if (Utf8Parser.TryParse(response.Header("Content-Length:"u8), out int body, out _))
            await SkipAsync(head + body - filled, head, cancellation);
        else if (response.Header("Transfer-Encoding:"u8).SequenceEqual("chunked"u8))
            await SkipChunksAsync(head, filled, cancellation);
        else
            throw new InvalidOperationException("The response has neither a length nor chunks.");
        return response;
    }

    public void Dispose() => _socket.Dispose();

    private int Compose(WireRequest request)
    {
        var needed = request.Head.Length + request.Body.Length + 48;
        if (_sent.Length < needed)
            _sent = new byte[needed];
        request.Head.CopyTo(_sent, 0);
        var at = request.Head.Length;
        if (request.Body.Length > 0)
        {
            "Content-Length: "u8.CopyTo(_sent.AsSpan(at));
            at += 16;
            Utf8Formatter.TryFormat(request.Body.Length, _sent.AsSpan(at), out var digits);
            at += digits;
            "\r\n"u8.CopyTo(_sent.AsSpan(at));
            at += 2;
        }

        "\r\n"u8.CopyTo(_sent.AsSpan(at));
        at += 2;
        request.Body.CopyTo(_sent, at);
        return at + request.Body.Length;
    }

    private int Status() =>
        Utf8Parser.TryParse(_received.AsSpan("HTTP/1.1 ".Length), out int status, out _)
            ? status
            : throw new InvalidOperationException("The response has no status.");

    private async ValueTask<int> ReceiveAsync(int at, CancellationToken cancellation)
    {
        var arrived = await _socket.ReceiveAsync(_received.AsMemory(at), cancellation);
        return arrived > 0 ? arrived : throw new IOException("The connection was closed before the response was complete.");
    }

    /// <summary>Reads the rest of a body and overwrites what was received of it.</summary>
    private async ValueTask SkipAsync(long rest, int at, CancellationToken cancellation)
    {
        while (rest > 0)
            rest -= await ReceiveAsync(at, cancellation);
    }

    /// <summary>The last chunk is empty. What was received is overwritten, but for the bytes that may be its beginning.</summary>
    private async ValueTask SkipChunksAsync(int head, int filled, CancellationToken cancellation)
    {
        const int EndLength = 5;
        while (!_received.AsSpan(head, filled - head).EndsWith("0\r\n\r\n"u8))
        {
            var kept = Math.Min(EndLength, filled - head);
            _received.AsSpan(filled - kept, kept).CopyTo(_received.AsSpan(head));
            filled = head + kept;
            filled += await ReceiveAsync(filled, cancellation);
        }
    }
}
