namespace Leadgate.Server.Intake;

/// <summary>
/// Bulks that wait for the same thing. The next sender is the one that ranks first, so a sender with many waiting bulks does not delay one
/// with few. Guarded by the lock of <see cref="AdmissionControl"/>.
/// </summary>
/// <param name="rank">Ranks senders; the smallest is next.</param>
internal sealed class FairQueue(Func<SenderShare, (int, double)> rank)
{
    private readonly Dictionary<SenderShare, LinkedList<AdmissionWaiter>> _senders = [];

    public int Count { get; private set; }

    public int CountOf(SenderShare sender) => _senders.TryGetValue(sender, out var waiters) ? waiters.Count : 0;

    /// <summary>The sender with the most waiting bulks.</summary>
    public SenderShare? Longest => _senders.MaxBy(sender => sender.Value.Count).Key;

    public LinkedListNode<AdmissionWaiter> Add(AdmissionWaiter waiter)
    {
        if (!_senders.TryGetValue(waiter.Sender, out var waiters))
            _senders.Add(waiter.Sender, waiters = new LinkedList<AdmissionWaiter>());
        Count++;
        var before = waiters.Last;
        while (before is not null && before.Value.Order > waiter.Order)
            before = before.Previous;
        return before is null ? waiters.AddFirst(waiter) : waiters.AddAfter(before, waiter);
    }

    /// <returns>Whether it waited.</returns>
    public bool Remove(LinkedListNode<AdmissionWaiter> waiter)
    {
        if (waiter.List is not { } waiters)
            return false;
        waiters.Remove(waiter);
        Count--;
        if (waiters.Count == 0)
            _senders.Remove(waiter.Value.Sender);
        return true;
    }

    /// <summary>The bulk that is next, or null.</summary>
    /// <param name="isEligible">Whether a sender may have more.</param>
    /// <param name="newestFirst">Whether the newest bulk of a sender is next instead of the first in order.</param>
    public LinkedListNode<AdmissionWaiter>? FindNext(Func<SenderShare, bool> isEligible, Func<SenderShare, bool> newestFirst)
    {
        KeyValuePair<SenderShare, LinkedList<AdmissionWaiter>>? next = null;
        (int, double) least = default;
        foreach (var sender in _senders)
        {
            if (!isEligible(sender.Key))
                continue;
            var its = rank(sender.Key);
            if (next is null || its.CompareTo(least) < 0)
                (next, least) = (sender, its);
        }

        return next is not { } found ? null
            : newestFirst(found.Key) ? found.Value.Last
            : found.Value.First;
    }

    public LinkedListNode<AdmissionWaiter>? FindNewest(SenderShare sender) =>
        _senders.TryGetValue(sender, out var waiters) ? waiters.Last : null;

    /// <summary>Every bulk that waits, to be removed meanwhile if need be.</summary>
    public List<LinkedListNode<AdmissionWaiter>> GetAll()
    {
        var all = new List<LinkedListNode<AdmissionWaiter>>(Count);
        foreach (var waiters in _senders.Values)
        {
            for (var waiter = waiters.First; waiter is not null; waiter = waiter.Next)
                all.Add(waiter);
        }

        return all;
    }
}
