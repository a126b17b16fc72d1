using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// Limits how many bulks are processed at once and how much memory unfinished bulks use, so that under overload the admitted bulks stay
/// fast and the rest is rejected within milliseconds (promise 10.4, docs/decisions/0017). A bulk needs permits in proportion to its size,
/// and none while its body is still arriving.
/// </summary>
/// <remarks>
/// A bulk that finds too few free permits waits. In a burst, bulks wait first in, first out. Once one has been refused, more arrives than
/// can be processed, and waiting would only make every response slow: then few wait, for a short time, last in, first out, because the
/// oldest are about to time out. An adaptation of controlled delay and adaptive LIFO from B. Maurer, "Fail at Scale", ACM Queue 13 (8),
/// 2015.
/// </remarks>
internal sealed class AdmissionControl : IDisposable
{
    /// <summary>The most bulks that wait in a burst; further ones are refused at once.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>The most bulks that wait under overload: enough to keep all permits in use. More would only time out.</summary>
    public const int MaxWaitingUnderOverload = 16;

    public static readonly TimeSpan BurstTimeout = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan OverloadTimeout = TimeSpan.FromMilliseconds(5);

    /// <summary>How long the service counts as overloaded after a refusal.</summary>
    public static readonly TimeSpan OverloadPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>A body of this size takes about as long to process as the request itself.</summary>
    private const int BytesPerPermit = 4096;

    /// <summary>A large bulk is read in pieces, and waits for its sender in between.</summary>
    private const int MaxPermitsPerBulk = 16;

    private static readonly TimeSpan TimeoutCheckInterval = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _arriving = new();
    private readonly LinkedList<Waiter> _resuming = new();
    private readonly int _permits;
    private readonly long _maxBytes;
    private readonly ITimer _timeoutCheck;
    private int _permitsInUse;
    private int _inProgress;
    private long _reservedBytes;
    private long _refused;
    private long _lastRefusal;

    public AdmissionControl(LeadgateSettings settings, TimeProvider time)
    {
        (_permits, _maxBytes, Time) = (settings.IntakePermits, settings.MaxIntakeBytes, time);
        _timeoutCheck = time.CreateTimer(_ => RefuseTimedOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The number of bulks that are being validated or wait for the database.</summary>
    public int InProgress => Volatile.Read(ref _inProgress);

    public int PermitsInUse => Volatile.Read(ref _permitsInUse);

    /// <summary>The number of bulks that wait for permits.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _arriving.Count + _resuming.Count;
        }
    }

    /// <summary>About how much memory bulks use, including those whose body or response is still being transferred.</summary>
    public long ReservedBytes => Volatile.Read(ref _reservedBytes);

    /// <summary>The number of bulks refused since the start.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public TimeProvider Time { get; }

    /// <summary>The response when a bulk gets no permits in time.</summary>
    public static Problem NoPermits { get; } =
        new(
            ProblemType.Overloaded,
            "The service is overloaded. This bulk was not stored. Send the same request again in a second.",
            "الخدمة مشغولة. لم يُحفظ شيء من هذه الدفعة. أعد إرسال الطلب نفسه بعد ثانية."
        )
        {
            RetryAfterSeconds = 1,
        };

    /// <summary>The response when unfinished bulks use all the memory that they may.</summary>
    public static Problem NoMemory { get; } =
        new(
            ProblemType.Overloaded,
            "Too many large bulks are arriving at once. This bulk was not stored. Send it again in a few seconds, or in smaller bulks.",
            "تصل دفعات كبيرة كثيرة في وقت واحد. لم يُحفظ شيء من هذه الدفعة. أعد إرسالها بعد بضع ثوانٍ أو في دفعات أصغر."
        )
        {
            RetryAfterSeconds = 5,
        };

    /// <summary>Starts a bulk, which has neither permits nor memory yet.</summary>
    public AdmissionLease CreateLease() => new(this);

    public void Dispose() => _timeoutCheck.Dispose();

    /// <summary>Why a new bulk is refused before anything of it is read, or null.</summary>
    public Problem? CheckAdmission()
    {
        lock (_lock)
        {
            var now = Time.GetTimestamp();
            if (_arriving.Count >= MaxWaitingAt(now))
                return Refuse(NoPermits, now);
            return _reservedBytes >= _maxBytes ? Refuse(NoMemory, now) : null;
        }
    }

    /// <summary>The number of permits that a bulk needs.</summary>
    /// <param name="bytes">How much of its body has arrived.</param>
    public int PermitsFor(int bytes) => Math.Min(_permits, Math.Clamp((bytes + BytesPerPermit - 1) / BytesPerPermit, 1, MaxPermitsPerBulk));

    /// <summary>Acquires permits, waiting for them if necessary.</summary>
    /// <returns>Whether they were acquired; if so, <see cref="Release"/> must follow.</returns>
    public ValueTask<bool> AcquireAsync(int permits, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (TryAcquire(permits))
                return new(true);
            var now = Time.GetTimestamp();
            if (_arriving.Count >= MaxWaitingAt(now))
            {
                Refuse(NoPermits, now);
                return new(false);
            }

            if (_arriving.Count == 0)
                _timeoutCheck.Change(TimeoutCheckInterval, TimeoutCheckInterval);
            var waiting = Wait(_arriving, new Waiter(permits, now, IsOverloaded(now) ? OverloadTimeout : BurstTimeout), cancellation);

            // The new bulk may be smaller than those that wait, and under overload it is the first in line.
            AdmitWaiting(now);
            return new(waiting);
        }
    }

    /// <summary>
    /// Acquires permits for a bulk that had released them. Its processing has begun, so it takes precedence over new bulks and is not
    /// refused.
    /// </summary>
    public ValueTask ReacquireAsync(int permits, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return TryAcquire(permits) ? default : new(Wait(_resuming, new Waiter(permits, 0, TimeSpan.MaxValue), cancellation));
        }
    }

    /// <summary>Returns permits and passes them on to waiting bulks.</summary>
    public void Release(int permits)
    {
        lock (_lock)
        {
            (_permitsInUse, _inProgress) = (_permitsInUse - permits, _inProgress - 1);
            if (_arriving.Count > 0 || _resuming.Count > 0)
                AdmitWaiting(Time.GetTimestamp());
        }
    }

    /// <summary>Reserves more memory for a bulk. The only bulk in memory always gets the memory.</summary>
    /// <param name="alreadyReserved">What the bulk has reserved before.</param>
    public bool TryReserveMemory(long bytes, long alreadyReserved)
    {
        lock (_lock)
        {
            if (_reservedBytes > alreadyReserved && _reservedBytes + bytes > _maxBytes)
            {
                _refused++;
                return false;
            }

            _reservedBytes += bytes;
            return true;
        }
    }

    public void ReleaseMemory(long bytes)
    {
        lock (_lock)
            _reservedBytes -= bytes;
    }

    private bool IsOverloaded(long now) => _lastRefusal != 0 && Time.GetElapsedTime(_lastRefusal, now) < OverloadPeriod;

    private int MaxWaitingAt(long now) => IsOverloaded(now) ? MaxWaitingUnderOverload : MaxWaiting;

    private Problem Refuse(Problem refusal, long now)
    {
        _refused++;
        if (refusal == NoPermits)
            _lastRefusal = now;
        return refusal;
    }

    private bool TryAcquire(int permits)
    {
        if (_arriving.Count > 0 || _resuming.Count > 0 || _permitsInUse + permits > _permits)
            return false;
        (_permitsInUse, _inProgress) = (_permitsInUse + permits, _inProgress + 1);
        return true;
    }

    private void AdmitWaiting(long now)
    {
        while ((_resuming.First ?? (IsOverloaded(now) ? _arriving.Last : _arriving.First)) is { } next)
        {
            var hasTimedOut = next.Value.HasTimedOut(Time, now);
            if (!hasTimedOut && _permitsInUse + next.Value.Permits > _permits)
                return;
            if (!hasTimedOut)
                (_permitsInUse, _inProgress) = (_permitsInUse + next.Value.Permits, _inProgress + 1);
            Complete(next, !hasTimedOut, now);
        }
    }

    private void RefuseTimedOut()
    {
        lock (_lock)
        {
            var now = Time.GetTimestamp();
            for (var waiter = _arriving.First; waiter is not null; )
            {
                var next = waiter.Next;
                if (waiter.Value.HasTimedOut(Time, now))
                    Complete(waiter, false, now);
                waiter = next;
            }

            AdmitWaiting(now);
            if (_arriving.Count == 0)
                _timeoutCheck.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Complete(LinkedListNode<Waiter> waiter, bool isAdmitted, long now)
    {
        waiter.List!.Remove(waiter);
        waiter.Value.Cancellation.Unregister();
        if (!isAdmitted)
            Refuse(NoPermits, now);
        waiter.Value.SetResult(isAdmitted);
    }

    private Task<bool> Wait(LinkedList<Waiter> waiters, Waiter waiter, CancellationToken cancellation)
    {
        var node = waiters.AddLast(waiter);
        waiter.Cancellation = cancellation.UnsafeRegister(_ => Cancel(node, cancellation), null);
        return waiter.Task;
    }

    private void Cancel(LinkedListNode<Waiter> waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            // A waiter that is in no list has been completed.
            if (waiter.List is not { } list)
                return;
            list.Remove(waiter);
            waiter.Value.SetCanceled(cancellation);
            AdmitWaiting(Time.GetTimestamp());
        }
    }

    private sealed class Waiter(int permits, long since, TimeSpan timeout)
        : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Permits => permits;

        public CancellationTokenRegistration Cancellation { get; set; }

        public bool HasTimedOut(TimeProvider time, long now) => time.GetElapsedTime(since, now) >= timeout;
    }
}
