using System.Threading.RateLimiting;
using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;

namespace Leadgate.Server.Leads;

/// <summary>
/// Bounds the requests that read or search leads (promise 10.4): each keeps a thread and a connection of the store busy, and holds a part of
/// its answer. Whoever finds no room waits a second for it.
/// </summary>
/// <param name="settings">How many there may be.</param>
/// <param name="time">The clock.</param>
internal sealed class ReadConcurrencyLimit(LeadgateSettings settings, TimeProvider time) : IDisposable
{
    private const int MaxWaiting = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(
        new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.MaxReadsAtOnce,
            QueueLimit = MaxWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    /// <summary>The answer when there is no room.</summary>
    internal static Problem NoRoom { get; } =
        new(
            ProblemType.Overloaded,
            "Too many requests read leads at once. Send the same request again in a second.",
            "طلبات كثيرة تقرأ البيانات في وقت واحد. أعد إرسال الطلب نفسه بعد ثانية."
        )
        {
            RetryAfterSeconds = 1,
        };

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>Lets a request read.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>To be disposed when it has read; null when there is no room.</returns>
    public async ValueTask<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return lease;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            lease = await _limiter.AcquireAsync(cancellationToken: either.Token);
            return lease.IsAcquired ? lease : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
