namespace Leadgate.Server.Http;

/// <summary>
/// A body as it arrives from the network. The server reports a sender that is gone, or one that it cuts off itself when it stops, by an I/O
/// error or a cancellation like any other, sometimes before it cancels the request; here it becomes an exception of its own.
/// </summary>
internal sealed class ReceivedBody(HttpContext http, Stream body) : ReadOnlyStream
{
    private long _total;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = body.ReadAsync(buffer, cancellationToken);
        return read.IsCompletedSuccessfully ? new(Count(read.Result)) : WaitAsync(read);
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> read)
    {
        try
        {
            return Count(await read);
        }
        catch (Exception e) when (e is OperationCanceledException or (IOException and not BadHttpRequestException))
        {
            throw new SenderDisconnectedException(e);
        }
    }

    private int Count(int bytes)
    {
        _total += bytes;
        BodyLimit.Check(http, _total);
        return bytes;
    }
}
