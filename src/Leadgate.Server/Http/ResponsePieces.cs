using System.IO.Pipelines;

namespace Leadgate.Server.Http;

/// <summary>
/// Sends a response in pieces, and continues after each of them only when the client has taken most of what was sent before: however large
/// the response is and however slowly it is read, only some tens of KiB of it are in memory.
/// </summary>
/// <remarks>
/// The server's minimum rate (<see cref="SlowReaders"/>) applies to the whole response, and counts in the client's favor what the network
/// buffered: a client that reads nothing at all would be kept for minutes. So a piece that is not taken in time ends the connection too.
/// </remarks>
internal static class ResponsePieces
{
    /// <summary>Large enough that sending costs little, and small beside the buffer of the connection (64 KiB).</summary>
    public const int Size = 16 * 1024;

    /// <summary>Sends what has been written.</summary>
    public static ValueTask FlushAsync(HttpContext http)
    {
        http.RequestAborted.ThrowIfCancellationRequested();
        var flush = http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        if (!flush.IsCompletedSuccessfully)
            return WaitAsync(http, flush);
        _ = flush.Result;
        return default;
    }

    /// <summary>Sends a body that is in memory anyway, without a second copy of the whole.</summary>
    public static async ValueTask WriteAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        while (body.Length > 0)
        {
            var piece = body[..Math.Min(Size, body.Length)];
            Write(http.Response.BodyWriter, piece.Span);
            await FlushAsync(http);
            body = body[piece.Length..];
        }
    }

    private static void Write(PipeWriter writer, ReadOnlySpan<byte> piece)
    {
        while (piece.Length > 0)
        {
            var memory = writer.GetSpan();
            var count = Math.Min(memory.Length, piece.Length);
            piece[..count].CopyTo(memory);
            writer.Advance(count);
            piece = piece[count..];
        }
    }

    private static async ValueTask WaitAsync(HttpContext http, ValueTask<FlushResult> flush)
    {
        await using var patience = http.RequestServices.GetRequiredService<SlowReaders>().StartWaiting(http);
        await flush;
    }
}
