using System.Threading.RateLimiting;
using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;

namespace Leadgate.Server.Leads;

/// <summary>
/// Limits how many requests read or search leads at once (promise 10.4): each keeps a thread and a database connection busy, and holds part
/// of its response in memory. Further requests wait for up to a second.
/// </summary>
internal sealed class ReadConcurrencyLimit(LeadgateSettings settings, TimeProvider time) : IDisposable
{
    private const int MaxWaiting = 256;
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(
        new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.MaxConcurrentReads,
            QueueLimit = MaxWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    /// <summary>The response when no permit becomes free in time.</summary>
    public static Problem Overloaded { get; } =
        new(
            ProblemType.Overloaded,
            "Too many requests are reading leads at once. Send the same request again in a second.",
            "تقرأ طلبات كثيرة البيانات في وقت واحد. أعد إرسال الطلب نفسه بعد ثانية."
        )
        {
            RetryAfterSeconds = 1,
        };

    public void Dispose() => _limiter.Dispose();

    /// <returns>A permit, to be disposed when the response has been written; null when none became free in time.</returns>
    public async ValueTask<IDisposable?> AcquireAsync(CancellationToken cancellation)
    {
        var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return lease;
        using var timeout = new CancellationTokenSource(WaitTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
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
