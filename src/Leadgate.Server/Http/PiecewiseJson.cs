using System.Text.Json;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Http;

/// <summary>JSON of any size, which is sent in pieces as it is written.</summary>
/// <param name="writer">Writes to where the JSON is sent.</param>
/// <param name="flushAsync">Waits until most of what was written before has been taken.</param>
internal sealed class PiecewiseJson(Utf8JsonWriter writer, Func<ValueTask> flushAsync) : IAsyncDisposable
{
    private long _sent;

    public Utf8JsonWriter Writer => writer;

    /// <summary>The body of a response.</summary>
    public static PiecewiseJson For(HttpContext http) =>
        new(new Utf8JsonWriter(http.Response.BodyWriter, WireJson.WriterOptions), () => ResponsePieces.FlushAsync(http));

    /// <summary>To be called after each part that many others may follow: sends what has been written once it is enough.</summary>
    public ValueTask ContinueAsync() =>
        writer.BytesCommitted + writer.BytesPending - _sent < ResponsePieces.Size ? default : SendAndYieldAsync();

    public ValueTask SendAsync()
    {
        writer.Flush();
        _sent = writer.BytesCommitted;
        return flushAsync();
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    /// <summary>A client that reads fast would otherwise keep the thread until everything is written.</summary>
    private async ValueTask SendAndYieldAsync()
    {
        await SendAsync();
        await Task.Yield();
    }
}
