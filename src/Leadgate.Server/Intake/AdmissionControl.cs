using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// Limits how many bulks are processed at once and how much memory unfinished bulks use, and shares both fairly between senders, so that
/// under overload the admitted bulks stay fast, the rest is rejected within milliseconds, and no sender keeps another waiting
/// (promise 10.4, docs/decisions/0028).
/// </summary>
/// <remarks>
/// <para>
/// <b>Small bulks</b> are urgent. They need permits in proportion to their size, and none while they are arriving. One that finds too few
/// free permits waits for moments. In a burst, the bulks of a sender wait first in, first out. Once one of them has been refused, more
/// arrives from this sender than can be processed, and waiting would only make every response slow: then few of its bulks wait, for a short
/// time, last in, first out, because the oldest are about to time out. An adaptation of controlled delay and adaptive LIFO from B. Maurer,
/// "Fail at Scale", ACM Queue 13 (8), 2015, for each sender by itself as in FQ-CoDel (RFC 8290).
/// </para>
/// <para>
/// <b>Large bulks</b>, and those that take long, are patient. They need a place, for which they wait seconds, and use the processors in
/// turns of milliseconds, never all processors at once. A small bulk that turns out to take long becomes a large one.
/// </para>
/// <para>
/// Between senders, the one that has used the processors least is next. What a bulk will take is estimated from what the last ones of its
/// sender took, and corrected afterwards by what it did take.
/// </para>
/// </remarks>
internal sealed class AdmissionControl : IDisposable
{
    /// <summary>The most small bulks that wait in a burst; further ones are refused at once.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>The most bulks of a sender that wait under overload: enough to keep all permits in use. More would only time out.</summary>
    public const int MaxWaitingUnderOverload = 16;

    /// <summary>A sender may use so many times the memory that is still free, so that there is always some for the next sender.</summary>
    public const int ShareOfFreeMemory = 3;

    public static readonly TimeSpan BurstTimeout = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan OverloadTimeout = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a large bulk waits until its processing begins.</summary>
    public static readonly TimeSpan PatientTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a sender counts as overloading the service after a refusal.</summary>
    public static readonly TimeSpan OverloadPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The time that a bulk may use the processor before others get their turn: much longer than switching takes, and much shorter than a
    /// sender notices.
    /// </summary>
    public static readonly TimeSpan TurnLength = TimeSpan.FromMilliseconds(10);

    /// <summary>A body of this size takes about as long to process as the request itself.</summary>
    private const int BytesPerPermit = 4096;

    /// <summary>A body that takes no longer, in microseconds, is urgent if it is small. Ordinary leads take less.</summary>
    private const double UrgentCost = 1000;

    /// <summary>Of small bodies that take longer, a sender may have so many microseconds in progress that they are urgent too.</summary>
    private const double MaxUrgentCost = 20_000;

    private const int MaxPermitsPerBulk = 16;

    /// <summary>What a sender that was idle is ahead of the others, in microseconds of processor time.</summary>
    private const double Precedence = 20_000;

    private static readonly TimeSpan TimeoutCheckInterval = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SenderShare> _senders = new(StringComparer.Ordinal);
    private readonly FairQueue _small = new(sender => (0, sender.Used));
    private readonly FairQueue _large = new(sender => (sender.LargeInProgress, sender.Used));
    private readonly FairQueue _resuming = new(sender => (sender.LargeInProgress, sender.Used));
    private readonly FairQueue _turns = new(sender => (0, sender.Used));
    private readonly int _permits;
    private readonly int _maxTurns;
    private readonly long _maxBytes;
    private readonly ITimer _timeoutCheck;
    private int _permitsInUse;
    private int _smallInProgress;
    private int _largeInProgress;
    private int _turnsInUse;
    private long _reservedBytes;
    private long _refused;
    private double _virtualTime;
    private long _order;

    public AdmissionControl(LeadgateSettings settings, TimeProvider time)
        : this(settings, time, Environment.ProcessorCount) { }

    public AdmissionControl(LeadgateSettings settings, TimeProvider time, int processors)
    {
        (_permits, _maxBytes, Time) = (settings.IntakePermits, settings.MaxIntakeBytes, time);

        // One processor is left to small bulks, where there are several.
        _maxTurns = Math.Max(1, processors - 1);
        MaxLargeInProgress = Math.Max(Math.Max(2, _maxTurns * 2), _permits / (2 * MaxPermitsPerBulk));
        _timeoutCheck = time.CreateTimer(_ => RefuseTimedOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The most large bulks that are processed at once.</summary>
    public int MaxLargeInProgress { get; }

    /// <summary>The most large bulks of one sender that are processed at once: others find places whatever it sends.</summary>
    public int MaxLargePerSender => MaxLargeInProgress / 2;

    /// <summary>The number of bulks that are being validated or wait for the database.</summary>
    public int InProgress
    {
        get
        {
            lock (_lock)
                return _smallInProgress + _largeInProgress;
        }
    }

    public int PermitsInUse => Volatile.Read(ref _permitsInUse);

    /// <summary>How much of what may be processed at once is in progress, from 0 to 1: of small bulks or of large ones.</summary>
    public double Use => Math.Max((double)PermitsInUse / _permits, (double)Volatile.Read(ref _largeInProgress) / MaxLargeInProgress);

    /// <summary>The number of large bulks that use a processor now.</summary>
    public int TurnsInUse => Volatile.Read(ref _turnsInUse);

    /// <summary>The number of bulks that wait for permits, a place, or a turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _small.Count + _large.Count + _resuming.Count + _turns.Count;
        }
    }

    /// <summary>About how much memory bulks use, including those whose body or response is still being transferred.</summary>
    public long ReservedBytes => Volatile.Read(ref _reservedBytes);

    /// <summary>The number of bulks refused since the start.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public TimeProvider Time { get; }

    /// <summary>How long a large bulk waits here until its processing begins.</summary>
    public TimeSpan Patience { get; init; } = PatientTimeout;

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
    /// <param name="sender">The name of its sender.</param>
    /// <param name="bodyLength">The size of its body as it is sent, or null if that is not known.</param>
    public AdmissionLease CreateLease(string sender, long? bodyLength = null) =>
        new(this, GetSender(sender), bodyLength, Interlocked.Increment(ref _order));

    /// <summary>What a sender has and has used. It is kept: there are few senders, as only an administrator creates API keys.</summary>
    public SenderShare GetSender(string name)
    {
        lock (_lock)
        {
            if (!_senders.TryGetValue(name, out var sender))
                _senders.Add(name, sender = new SenderShare());
            return sender;
        }
    }

    public void Dispose() => _timeoutCheck.Dispose();

    /// <summary>Why a new bulk is refused before anything of it is read, or null.</summary>
    /// <param name="isSmall">Whether it is known to be small.</param>
    public Problem? CheckAdmission(SenderShare sender, bool isSmall)
    {
        lock (_lock)
        {
            var now = Time.GetTimestamp();
            if (isSmall && !MayWait(sender, now))
                return Refuse(sender, NoPermits, now);
            return _reservedBytes >= _maxBytes || sender.ReservedBytes >= GetMemoryLimit(_reservedBytes)
                ? Refuse(sender, NoMemory, now)
                : null;
        }
    }

    /// <summary>The number of permits that a small bulk needs.</summary>
    /// <param name="bytes">The size of its body.</param>
    public int PermitsFor(int bytes) => Math.Min(_permits, Math.Clamp((bytes + BytesPerPermit - 1) / BytesPerPermit, 1, MaxPermitsPerBulk));

    /// <summary>Whether a small body is urgent, and not one that will take so long that it is treated as a large one.</summary>
    /// <param name="cost">About how much processor time it takes, in microseconds.</param>
    public bool IsUrgent(SenderShare sender, long bytes, out double cost)
    {
        lock (_lock)
        {
            cost = sender.EstimateCost(bytes);
            return cost <= UrgentCost || (cost <= TurnLength.TotalMicroseconds / 2 && sender.UrgentCost + cost <= MaxUrgentCost);
        }
    }

    /// <summary>Acquires permits for a small bulk, waiting for moments if necessary.</summary>
    /// <param name="cost">Its estimated processor time in microseconds.</param>
    /// <returns>Whether they were acquired; if so, <see cref="Release"/> must follow.</returns>
    public ValueTask<bool> AcquireAsync(SenderShare sender, int permits, double cost, CancellationToken cancellation)
    {
        lock (_lock)
        {
            CatchUp(sender);
            if (_small.Count == 0 && _permitsInUse + permits <= _permits)
            {
                AdmitSmall(sender, permits, cost);
                return new(true);
            }

            var now = Time.GetTimestamp();
            if (!MayWait(sender, now))
            {
                Refuse(sender, NoPermits, now);
                return new(false);
            }

            // The longest queue makes room for the others.
            if (_small.Count >= MaxWaiting && _small.Longest is { } longest && _small.FindNewest(longest) is { } surplus)
                Complete(_small, surplus, false, now);
            var timeout = IsOverloading(sender, now) ? OverloadTimeout : BurstTimeout;
            var waiting = Wait(
                _small,
                new AdmissionWaiter(sender, permits, cost, Interlocked.Increment(ref _order), now, timeout),
                cancellation
            );

            // The new bulk may be smaller than those that wait, and under overload it is the first in line.
            AdmitWaiting(now);
            return new(waiting);
        }
    }

    /// <summary>Returns the permits of a small bulk and passes them on.</summary>
    /// <param name="cost">As it was estimated when they were acquired.</param>
    public void Release(SenderShare sender, int permits, double cost)
    {
        lock (_lock)
        {
            sender.UrgentCost -= cost;
            (_permitsInUse, _smallInProgress) = (_permitsInUse - permits, _smallInProgress - 1);
            if (_small.Count > 0)
                AdmitWaiting(Time.GetTimestamp());
        }
    }

    /// <summary>Acquires a place for a large bulk if one is free.</summary>
    /// <returns>Whether it was acquired; if so, <see cref="ReleasePlace"/> must follow.</returns>
    public bool TryAcquirePlace(SenderShare sender)
    {
        lock (_lock)
        {
            CatchUp(sender);
            if (_resuming.Count > 0 || _large.Count > 0 || !MayBegin() || sender.LargeInProgress >= MaxLargePerSender)
                return false;
            AdmitLarge(sender);
            return true;
        }
    }

    /// <summary>Acquires a place for a large bulk, waiting for seconds if necessary.</summary>
    /// <param name="order">Where the bulk stands among those of its sender.</param>
    /// <param name="isResuming">
    /// Whether its processing has begun, and it had no place while it waited for its sender. Then it takes precedence over new bulks and is
    /// not refused.
    /// </param>
    /// <returns>Whether it was acquired; if so, <see cref="ReleasePlace"/> must follow.</returns>
    public Task<bool> AcquirePlaceAsync(SenderShare sender, long order, bool isResuming, CancellationToken cancellation)
    {
        lock (_lock)
        {
            CatchUp(sender);
            var (now, timeout) = (Time.GetTimestamp(), isResuming ? TimeSpan.MaxValue : Patience);
            var waiter = new AdmissionWaiter(sender, 0, 0, order, now, timeout);
            var waiting = Wait(isResuming ? _resuming : _large, waiter, cancellation);
            AdmitWaiting(now);
            return waiting;
        }
    }

    public void ReleasePlace(SenderShare sender)
    {
        lock (_lock)
        {
            _largeInProgress--;
            sender.LargeInProgress--;
            if (_large.Count > 0 || _resuming.Count > 0)
                AdmitWaiting(Time.GetTimestamp());
        }
    }

    /// <summary>Waits for the turn of a large bulk to use a processor; <see cref="EndTurn"/> must follow.</summary>
    /// <param name="order">Where the bulk stands among those of its sender.</param>
    public ValueTask BeginTurnAsync(SenderShare sender, long order, CancellationToken cancellation)
    {
        lock (_lock)
        {
            CatchUp(sender);
            if (_turns.Count == 0 && _turnsInUse < _maxTurns)
            {
                GiveTurn(sender);
                return default;
            }

            var cost = TurnLength.TotalMicroseconds;
            return new(Wait(_turns, new AdmissionWaiter(sender, 0, cost, order, 0, TimeSpan.MaxValue), cancellation));
        }
    }

    /// <summary>Passes the turn on, and charges the sender what was used.</summary>
    /// <param name="microseconds">The processor time used.</param>
    public void EndTurn(SenderShare sender, double microseconds)
    {
        lock (_lock)
        {
            _turnsInUse--;
            sender.Charge(microseconds - TurnLength.TotalMicroseconds);
            AdmitTurns();
        }
    }

    /// <summary>Corrects what a small bulk was charged.</summary>
    /// <param name="cost">As it was estimated, in microseconds.</param>
    /// <param name="microseconds">The processor time used.</param>
    public void Correct(SenderShare sender, double cost, double microseconds)
    {
        lock (_lock)
            sender.Charge(microseconds - cost);
    }

    /// <summary>Learns what a bulk took, for the estimate of the next ones of its sender.</summary>
    public void Learn(SenderShare sender, long bytes, double microseconds)
    {
        lock (_lock)
            sender.Learn(bytes, microseconds);
    }

    /// <summary>Reserves more memory for a bulk. The only bulk in memory always gets the memory.</summary>
    /// <param name="alreadyReserved">What the bulk has reserved before.</param>
    public bool TryReserveMemory(SenderShare sender, long bytes, long alreadyReserved)
    {
        lock (_lock)
        {
            var total = _reservedBytes + bytes;
            if (_reservedBytes > alreadyReserved && (total > _maxBytes || sender.ReservedBytes + bytes > GetMemoryLimit(total)))
            {
                _refused++;
                return false;
            }

            _reservedBytes = total;
            sender.ReservedBytes += bytes;
            return true;
        }
    }

    public void ReleaseMemory(SenderShare sender, long bytes)
    {
        lock (_lock)
        {
            _reservedBytes -= bytes;
            sender.ReservedBytes -= bytes;
            if (_large.Count > 0)
                AdmitWaiting(Time.GetTimestamp());
        }
    }

    /// <summary>
    /// The most that a sender may have reserved when all have reserved a total: a multiple of what is left. The more senders there are, the
    /// less each may reserve, and something is always left for the next one ("dynamic thresholds", A. Choudhury and E. Hahne, IEEE/ACM
    /// Transactions on Networking 6 (2), 1998).
    /// </summary>
    private long GetMemoryLimit(long total) => ShareOfFreeMemory * (_maxBytes - total);

    private bool IsOverloading(SenderShare sender, long now) =>
        sender.LastRefusal != 0 && Time.GetElapsedTime(sender.LastRefusal, now) < OverloadPeriod;

    /// <summary>Whether one more small bulk of a sender may wait.</summary>
    private bool MayWait(SenderShare sender, long now)
    {
        var waiting = _small.CountOf(sender);
        if (waiting >= (IsOverloading(sender, now) ? MaxWaitingUnderOverload : MaxWaiting))
            return false;
        return _small.Count < MaxWaiting || (_small.Longest is { } longest && waiting < _small.CountOf(longest) - 1);
    }

    /// <summary>
    /// Whether one more large bulk may begin. Those that have begun need memory to finish, so none begins while half of it is used.
    /// </summary>
    private bool MayBegin() => _largeInProgress < MaxLargeInProgress && (_reservedBytes <= _maxBytes / 2 || _largeInProgress == 0);

    private Problem Refuse(SenderShare sender, Problem refusal, long now)
    {
        _refused++;
        if (refusal == NoPermits)
            sender.LastRefusal = now;
        return refusal;
    }

    /// <summary>A sender that was idle is a little ahead of the others, but has not saved up the time that it did not use.</summary>
    private void CatchUp(SenderShare sender) => sender.CatchUp(_virtualTime - Precedence);

    private void AdmitSmall(SenderShare sender, int permits, double cost)
    {
        (_permitsInUse, _smallInProgress) = (_permitsInUse + permits, _smallInProgress + 1);
        _virtualTime = Math.Max(_virtualTime, sender.Used);
        sender.Charge(cost);
        sender.UrgentCost += cost;
    }

    private void AdmitLarge(SenderShare sender)
    {
        _largeInProgress++;
        sender.LargeInProgress++;
    }

    private void GiveTurn(SenderShare sender)
    {
        _turnsInUse++;
        _virtualTime = Math.Max(_virtualTime, sender.Used);
        sender.Charge(TurnLength.TotalMicroseconds);
    }

    private void AdmitWaiting(long now)
    {
        while (_small.FindNext(_ => true, sender => IsOverloading(sender, now)) is { } next)
        {
            var hasTimedOut = next.Value.HasTimedOut(Time, now);
            if (!hasTimedOut && _permitsInUse + next.Value.Permits > _permits)
                break;
            if (!hasTimedOut)
                AdmitSmall(next.Value.Sender, next.Value.Permits, next.Value.Cost);
            Complete(_small, next, !hasTimedOut, now);
        }

        foreach (var queue in (ReadOnlySpan<FairQueue>)[_resuming, _large])
        {
            while (
                (queue == _resuming ? _largeInProgress < MaxLargeInProgress : MayBegin())
                && queue.FindNext(sender => sender.LargeInProgress < MaxLargePerSender, _ => false) is { } next
            )
            {
                var hasTimedOut = next.Value.HasTimedOut(Time, now);
                if (!hasTimedOut)
                    AdmitLarge(next.Value.Sender);
                Complete(queue, next, !hasTimedOut, now);
            }
        }
    }

    private void AdmitTurns()
    {
        while (_turnsInUse < _maxTurns && _turns.FindNext(_ => true, _ => false) is { } next)
        {
            GiveTurn(next.Value.Sender);
            Complete(_turns, next, true, 0);
        }
    }

    private void RefuseTimedOut()
    {
        lock (_lock)
        {
            var now = Time.GetTimestamp();
            foreach (var queue in (ReadOnlySpan<FairQueue>)[_small, _large])
            {
                foreach (var waiter in queue.GetAll().Where(waiter => waiter.Value.HasTimedOut(Time, now)))
                    Complete(queue, waiter, false, now);
            }

            AdmitWaiting(now);
            if (_small.Count + _large.Count == 0)
                _timeoutCheck.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Complete(FairQueue queue, LinkedListNode<AdmissionWaiter> waiter, bool isAdmitted, long now)
    {
        queue.Remove(waiter);
        waiter.Value.Cancellation.Unregister();
        if (!isAdmitted && queue == _small)
            Refuse(waiter.Value.Sender, NoPermits, now);
        else if (!isAdmitted)
            _refused++;
        waiter.Value.SetResult(isAdmitted);
    }

    private Task<bool> Wait(FairQueue queue, AdmissionWaiter waiter, CancellationToken cancellation)
    {
        if (_small.Count + _large.Count == 0 && (queue == _small || queue == _large))
            _timeoutCheck.Change(TimeoutCheckInterval, TimeoutCheckInterval);
        var node = queue.Add(waiter);
        waiter.Cancellation = cancellation.UnsafeRegister(_ => Cancel(queue, node, cancellation), null);
        return waiter.Task;
    }

    private void Cancel(FairQueue queue, LinkedListNode<AdmissionWaiter> waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!queue.Remove(waiter))
                return;
            waiter.Value.SetCanceled(cancellation);
            AdmitWaiting(Time.GetTimestamp());
        }
    }
}
