using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// Bounds what is worked on at once, and the memory that unfinished bulks hold, so that under overload what is let in stays fast and the
/// rest is refused in milliseconds (promise 10.4, docs/decisions/0017). A bulk takes places by its size, and none while it waits for its
/// sender.
/// </summary>
/// <remarks>
/// When no places are free a bulk waits for a while. A burst is waited out, first come, first served. But when one has had to be refused
/// just now, more is coming than can be done, and waiting would only make everything slow: then few wait, not for long, and the newest
/// goes first, for the others are about to give up. Our form of the controlled delay and adaptive LIFO of B. Maurer, "Fail at Scale",
/// ACM Queue 13 (8), 2015.
/// </remarks>
internal sealed class AdmissionControl : IDisposable
{
    /// <summary>The most bulks of a burst that wait for a place; further ones are refused without waiting.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>How long a bulk of a burst may wait.</summary>
    public static readonly TimeSpan BurstPatience = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a bulk may wait under overload.</summary>
    public static readonly TimeSpan OverloadPatience = TimeSpan.FromMilliseconds(5);

    /// <summary>So long after a refusal it is taken for overload.</summary>
    public static readonly TimeSpan OverloadMemory = TimeSpan.FromMilliseconds(100);

    /// <summary>The most bulks that wait under overload: enough that no place stays free, and more would wait in vain.</summary>
    public const int MaxWaitingInOverload = 16;

    /// <summary>So much of a body takes a place; a body as large as this takes about as long as a request itself does.</summary>
    private const int BytesOfPlace = 4096;

    /// <summary>The most places of one bulk. A large one is read piece by piece, and waits for its sender in between.</summary>
    private const int MaxPlacesOfBulk = 16;

    /// <summary>Those whose time is up are looked for so often, as long as anybody waits.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _arriving = new();
    private readonly LinkedList<Waiter> _returning = new();
    private readonly int _places;
    private readonly long _maxBytes;
    private readonly ITimer _look;
    private int _taken;
    private int _inWork;
    private long _held;
    private long _refused;
    private long _lastRefusal;

    /// <param name="settings">How many places there are, and how much memory.</param>
    /// <param name="time">The clock.</param>
    public AdmissionControl(LeadgateSettings settings, TimeProvider time)
    {
        (_places, _maxBytes, Time) = (settings.IntakePlaces, settings.MaxIntakeBytes, time);
        _look = time.CreateTimer(_ => RefuseLate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many bulks are being read and checked, or wait for the store.</summary>
    public int InProgress => Volatile.Read(ref _inWork);

    /// <summary>How many places they take.</summary>
    public int PermitsInUse => Volatile.Read(ref _taken);

    /// <summary>How many bulks wait for places.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _arriving.Count + _returning.Count;
        }
    }

    /// <summary>About how many bytes the unfinished bulks hold, those that wait for their senders too.</summary>
    public long HeldBytes => Volatile.Read(ref _held);

    /// <summary>How many bulks have been refused since the start.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>The answer when there is no place and waiting would not help.</summary>
    public static Problem NoPermit { get; } =
        new(
            ProblemType.Overloaded,
            "More is being sent than can be worked on, so nothing of this bulk was stored. Send the same request again in a second.",
            "يُرسَل أكثر مما يمكن العمل عليه، ولم يُحفظ شيء من هذه الدفعة. أعد إرسال الطلب نفسه بعد ثانية."
        )
        {
            RetryAfterSeconds = 1,
        };

    /// <summary>The answer when the unfinished bulks hold all the memory that they may.</summary>
    public static Problem NoMemory { get; } =
        new(
            ProblemType.Overloaded,
            "Too many large bulks are being sent at once, so nothing of this one was stored. Send it again in some seconds, or in smaller bulks.",
            "تُرسَل دفعات كبيرة كثيرة في وقت واحد، ولم يُحفظ شيء من هذه الدفعة. أعد إرسالها بعد ثوانٍ أو في دفعات أصغر."
        )
        {
            RetryAfterSeconds = 5,
        };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Begins a bulk. It has no place yet and holds nothing.</summary>
    public AdmissionLease Begin() => new(this);

    /// <inheritdoc/>
    public void Dispose() => _look.Dispose();

    /// <summary>Why a bulk that now begins is refused before anything of it is read, or null.</summary>
    public Problem? CheckAdmission()
    {
        lock (_lock)
        {
            var now = Time.GetTimestamp();
            if (_arriving.Count >= MostWaiting(now))
                return Refuse(NoPermit, now);
            return _held >= _maxBytes ? Refuse(NoMemory, now) : null;
        }
    }

    /// <summary>How many places a bulk takes.</summary>
    /// <param name="bytes">How much of it is there.</param>
    public int PermitsFor(int bytes) => Math.Min(_places, Math.Clamp((bytes + BytesOfPlace - 1) / BytesOfPlace, 1, MaxPlacesOfBulk));

    /// <summary>Takes places, if need be after waiting for a while.</summary>
    /// <param name="places">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether they are taken; if so, <see cref="Leave"/> must follow.</returns>
    public ValueTask<bool> EnterAsync(int places, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (TryTake(places))
                return new(true);
            var now = Time.GetTimestamp();
            if (_arriving.Count >= MostWaiting(now))
            {
                Refuse(NoPermit, now);
                return new(false);
            }

            if (_arriving.Count == 0)
                _look.Change(LookInterval, LookInterval);
            var waiting = Wait(_arriving, new Waiter(places, now, IsOverload(now) ? OverloadPatience : BurstPatience), cancellation);

            // Who has just come may be smaller than who waits, and under overload goes first.
            PassOn(now);
            return new(waiting);
        }
    }

    /// <summary>Takes places again. Work on the bulk has begun, so it comes before all others and is not refused any more.</summary>
    /// <param name="places">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    public ValueTask ReturnAsync(int places, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return TryTake(places) ? default : new(Wait(_returning, new Waiter(places, 0, TimeSpan.MaxValue), cancellation));
        }
    }

    /// <summary>Gives places back, or to those who wait for them.</summary>
    /// <param name="places">As many as were taken.</param>
    public void Leave(int places)
    {
        lock (_lock)
        {
            (_taken, _inWork) = (_taken - places, _inWork - 1);
            if (_arriving.Count > 0 || _returning.Count > 0)
                PassOn(Time.GetTimestamp());
        }
    }

    /// <summary>Holds more memory. A bulk that is alone gets what it asks for.</summary>
    /// <param name="more">How many bytes more.</param>
    /// <param name="own">What the bulk holds already.</param>
    /// <returns>Whether there is room for it.</returns>
    public bool TryHold(long more, long own)
    {
        lock (_lock)
        {
            if (_held > own && _held + more > _maxBytes)
            {
                _refused++;
                return false;
            }

            _held += more;
            return true;
        }
    }

    /// <summary>Gives memory back.</summary>
    /// <param name="bytes">As many as were held.</param>
    public void Release(long bytes)
    {
        lock (_lock)
            _held -= bytes;
    }

    private bool IsOverload(long now) => _lastRefusal != 0 && Time.GetElapsedTime(_lastRefusal, now) < OverloadMemory;

    private int MostWaiting(long now) => IsOverload(now) ? MaxWaitingInOverload : MaxWaiting;

    private Problem Refuse(Problem refusal, long now)
    {
        _refused++;
        if (refusal == NoPermit)
            _lastRefusal = now;
        return refusal;
    }

    private bool TryTake(int places)
    {
        if (_arriving.Count > 0 || _returning.Count > 0 || _taken + places > _places)
            return false;
        (_taken, _inWork) = (_taken + places, _inWork + 1);
        return true;
    }

    private void PassOn(long now)
    {
        while ((_returning.First ?? (IsOverload(now) ? _arriving.Last : _arriving.First)) is { } next)
        {
            var isLate = next.Value.IsLate(Time, now);
            if (!isLate && _taken + next.Value.Places > _places)
                return;
            if (!isLate)
                (_taken, _inWork) = (_taken + next.Value.Places, _inWork + 1);
            Answer(next, !isLate, now);
        }
    }

    private void RefuseLate()
    {
        lock (_lock)
        {
            var now = Time.GetTimestamp();
            for (var waiter = _arriving.First; waiter is not null; )
            {
                var next = waiter.Next;
                if (waiter.Value.IsLate(Time, now))
                    Answer(waiter, false, now);
                waiter = next;
            }

            PassOn(now);
            if (_arriving.Count == 0)
                _look.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Answer(LinkedListNode<Waiter> waiter, bool isLetIn, long now)
    {
        waiter.List!.Remove(waiter);
        waiter.Value.Leaving.Unregister();
        if (!isLetIn)
            Refuse(NoPermit, now);
        waiter.Value.SetResult(isLetIn);
    }

    private Task<bool> Wait(LinkedList<Waiter> waiters, Waiter waiter, CancellationToken cancellation)
    {
        var node = waiters.AddLast(waiter);
        waiter.Leaving = cancellation.UnsafeRegister(_ => GiveUp(node, cancellation), null);
        return waiter.Task;
    }

    private void GiveUp(LinkedListNode<Waiter> waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            // Who is in no list any more has been answered.
            if (waiter.List is not { } list)
                return;
            list.Remove(waiter);
            waiter.Value.SetCanceled(cancellation);
            PassOn(Time.GetTimestamp());
        }
    }

    private sealed class Waiter(int places, long since, TimeSpan patience)
        : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Places => places;

        /// <summary>Until it is answered: what happens when it gives up.</summary>
        public CancellationTokenRegistration Leaving { get; set; }

        public bool IsLate(TimeProvider time, long now) => time.GetElapsedTime(since, now) >= patience;
    }
}
