using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Leadgate.Server.Http;

/// <summary>Ends connections whose client reads a response too slowly. What it keeps busy, others need.</summary>
internal sealed class SlowReaders(TimeProvider time, ILogger<SlowReaders> log)
{
    /// <summary>How long a client may take nothing of what was sent to it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The least that a client must read on average: the speed of an old mobile network. The server's default is 240 bytes, with which a
    /// response of 40 MB may take two days. With HTTP/2 it applies to a connection, for each response that waits on it.
    /// </summary>
    public static readonly MinDataRate MinRate = new(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Ends the connection when the client takes nothing in time.</summary>
    /// <returns>To be disposed when it has taken something.</returns>
    public IAsyncDisposable StartWaiting(HttpContext http) => time.CreateTimer(_ => Cut(http), null, Patience, Timeout.InfiniteTimeSpan);

    private void Cut(HttpContext http)
    {
        Log.SlowReaderCut(log, RequestTrace.GetId(http), Patience.TotalSeconds);
        http.Abort();
    }
}
