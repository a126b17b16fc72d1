using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;

namespace Leadgate.Server.Leads;

/// <summary>
/// Limits how many requests read or search leads at once (promise 10.4): each keeps a thread and a database connection busy, and holds part
/// of its response in memory. Further requests wait for up to a second.
/// </summary>
/// <remarks>
/// The permits are shared among the callers. A caller may hold as many as are free for all the others beyond a reserve, and the reserve is
/// for callers that hold none: however many requests one caller has, another one's gets in. Of those that wait, the next is one of the
/// caller that holds the fewest, and among equals of the one whose last turn was longest ago.
/// </remarks>
internal sealed class ReadConcurrencyLimit(CurrentSettings settings, TimeProvider time)
{
    /// <summary>Shared like the permits.</summary>
    private const int MaxWaiting = 256;

    /// <summary>The part of the permits that is for callers that hold none.</summary>
    private const int ReservedPart = 4;

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Share> _shares = [];
    private readonly LinkedList<Waiter> _waiting = [];
    private int _held;
    private long _turns;

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

    /// <summary>The response when others could still read.</summary>
    public static Problem ShareExceeded { get; } =
        new(
            ProblemType.Overloaded,
            "Requests with this API key already take its share of those that may read leads at once. Finish reading their responses, then "
                + "send the same request again.",
            "بلغت طلبات هذا المفتاح حصته من الطلبات التي تقرأ البيانات في وقت واحد. أكمل قراءة الردود عليها ثم أعد إرسال الطلب نفسه."
        )
        {
            RetryAfterSeconds = 1,
        };

    private Problem Refusal => Volatile.Read(ref _held) < settings.Value.MaxConcurrentReads ? ShareExceeded : Overloaded;

    /// <param name="caller">The id of the API key, or 0 without one.</param>
    /// <returns>A permit, to be disposed when the response has been written, or why there is none.</returns>
    public async ValueTask<(IDisposable? Permit, Problem? Refusal)> AcquireAsync(long caller, CancellationToken cancellation)
    {
        LinkedListNode<Waiter> waiter;
        lock (_lock)
        {
            var share = GetShare(caller);
            if (MayTake(share.Held, _held, settings.Value.MaxConcurrentReads))
                return (Take(share), null);
            if (!MayTake(share.Waiting, _waiting.Count, MaxWaiting))
            {
                ForgetIfUnused(share);
                return (null, Refusal);
            }

            share.Waiting++;
            waiter = _waiting.AddLast(new Waiter(share));
        }

        using var timeout = new CancellationTokenSource(WaitTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        await using (either.Token.UnsafeRegister(_ => GiveUp(waiter), null))
        {
            if (await waiter.Value.Task is { } permit)
                return (permit, null);
        }

        cancellation.ThrowIfCancellationRequested();
        return (null, Refusal);
    }

    /// <summary>Whether one more may be taken, by a caller that holds <paramref name="own"/> of those that are taken.</summary>
    private static bool MayTake(int own, int taken, int all)
    {
        var free = all - taken;
        return own == 0 ? free > 0 : own < free - (all / ReservedPart);
    }

    private Share GetShare(long caller)
    {
        if (!_shares.TryGetValue(caller, out var share))
            _shares.Add(caller, share = new Share(caller));
        return share;
    }

    private Permit Take(Share share)
    {
        share.Held++;
        share.LastTurn = ++_turns;
        _held++;
        return new Permit(this, share);
    }

    private void Release(Share share)
    {
        lock (_lock)
        {
            share.Held--;
            _held--;
            while (FindNext() is { } next)
            {
                Remove(next);
                next.Value.SetResult(Take(next.Value.Share));
            }

            ForgetIfUnused(share);
        }
    }

    /// <summary>The next request that may have a permit, or null.</summary>
    private LinkedListNode<Waiter>? FindNext()
    {
        LinkedListNode<Waiter>? next = null;
        for (var waiter = _waiting.First; waiter is not null; waiter = waiter.Next)
        {
            if (next is null || waiter.Value.Share.Order.CompareTo(next.Value.Share.Order) < 0)
                next = waiter;
        }

        return next is not null && MayTake(next.Value.Share.Held, _held, settings.Value.MaxConcurrentReads) ? next : null;
    }

    private void GiveUp(LinkedListNode<Waiter> waiter)
    {
        lock (_lock)
        {
            // A waiter that is in no list has got its permit.
            if (waiter.List is null)
                return;
            Remove(waiter);
            ForgetIfUnused(waiter.Value.Share);
            waiter.Value.SetResult(null);
        }
    }

    private void Remove(LinkedListNode<Waiter> waiter)
    {
        _waiting.Remove(waiter);
        waiter.Value.Share.Waiting--;
    }

    private void ForgetIfUnused(Share share)
    {
        if (share is { Held: 0, Waiting: 0 })
            _shares.Remove(share.Caller);
    }

    /// <summary>What one caller holds and waits for.</summary>
    private sealed class Share(long caller)
    {
        public long Caller => caller;

        public int Held { get; set; }

        public int Waiting { get; set; }

        public long LastTurn { get; set; }

        public (int Held, long LastTurn) Order => (Held, LastTurn);
    }

    private sealed class Waiter(Share share) : TaskCompletionSource<IDisposable?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Share Share => share;
    }

    private sealed class Permit(ReadConcurrencyLimit limit, Share share) : IDisposable
    {
        private int _isReleased;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0)
                limit.Release(share);
        }
    }
}
