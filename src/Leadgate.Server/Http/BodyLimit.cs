using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Http;

/// <summary>
/// The largest body that a route reads: the same for a plain body, one in chunks, and a compressed one. The server's own limit counts the
/// frames of the chunks too, and knows nothing of compression.
/// </summary>
/// <param name="MaxBytes">What it may have after decompression and without frames.</param>
internal sealed record BodyLimit(long MaxBytes)
{
    /// <summary>A chunk of one byte takes six. Frames that take more are not what clients send.</summary>
    private const int MaxBytesPerByte = 8;

    /// <summary>
    /// Sets the limit before the body is read. The server's own does not apply to a body of known length: with it, the server would close
    /// the connection of one that is too large before the sender, who is still sending, can read why.
    /// </summary>
    public static void Set(HttpContext http, long maxBytes)
    {
        http.Features.Set(new BodyLimit(maxBytes));
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = http.Request.ContentLength is null ? maxBytes * MaxBytesPerByte : null;
    }

    /// <summary>The limit of the route, and otherwise of the server; null for none.</summary>
    public static long? Get(HttpContext http) =>
        http.Features.Get<BodyLimit>()?.MaxBytes ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    /// <exception cref="BadHttpRequestException">More bytes have been read than the route allows.</exception>
    public static void Check(HttpContext http, long total)
    {
        if (total > Get(http))
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
