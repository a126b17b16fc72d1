namespace Leadgate.Server.Http;

/// <summary>
/// A compressed body as it is read. The limit of the route applies to what comes out, as the server applies it to what arrives. The
/// framework's middleware takes the limit before the route sets its own, and lets the exceptions of the decoders through.
/// </summary>
internal sealed class DecodedBody(HttpContext http, ContentCoding coding) : ReadOnlyStream
{
    private readonly Stream _decoder = coding.Decode(http.Request.Body);
    private long _total;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await _decoder.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // The decoder of Brotli throws the second.
            throw new BodyDecodingException(coding, e);
        }

        _total += count;
        BodyLimit.Check(http, _total);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _decoder.Dispose();
        base.Dispose(disposing);
    }
}
