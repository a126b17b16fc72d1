using System.Diagnostics.CodeAnalysis;

namespace Leadgate.Server.Staff;

/// <summary>
/// Decides which passwords are hashed next. Hashing takes a tenth of a second of a processor, so few run at once, and few wait: whoever
/// does not find a place gets an answer at once instead of waiting for the guesses of others. Attempts wait in turn by their sources, so
/// that the guesses of one address queue behind the attempts of all others, and known devices have places of their own.
/// </summary>
/// <param name="concurrency">How many are hashed at once.</param>
internal sealed class PasswordQueue(int concurrency)
{
    /// <summary>About three seconds of hashing.</summary>
    private const int PlacesPerProcessor = 24;

    private const int PlacesPerSource = 8;

    private readonly Lock _lock = new();
    private readonly Lane _knownDevices = new(PlacesPerProcessor * concurrency);
    private readonly Lane _others = new(PlacesPerProcessor * concurrency);
    private int _running;
    private bool _othersAreNext;

    /// <summary>When an attempt that found no place is worth repeating.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the turn of an attempt. After true, <see cref="Leave"/> must be called.</summary>
    /// <returns>False if there is no place, at once or when somebody who has fewer attempts waiting needs it.</returns>
    public async Task<bool> TryEnterAsync(SignInSource source, CancellationToken cancellation)
    {
        var lane = source.IsKnownDevice ? _knownDevices : _others;
        Attempt? attempt;
        lock (_lock)
        {
            if (_running < concurrency)
            {
                _running++;
                return true;
            }

            if (!lane.TryAdd(source.Key, out attempt))
                return false;
        }

        await using var registration = cancellation.Register(() =>
        {
            lock (_lock)
                lane.Remove(attempt);
            attempt.Turn.TrySetCanceled(cancellation);
        });
        return await attempt.Turn.Task;
    }

    /// <summary>Ends an attempt, and lets the next one run.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            // In turn, so that neither lane can keep the other waiting.
            var (first, second) = _othersAreNext ? (_others, _knownDevices) : (_knownDevices, _others);
            _othersAreNext = !_othersAreNext;
            while ((first.TakeNext() ?? second.TakeNext()) is { } next)
            {
                if (next.Turn.TrySetResult(true))
                    return;
            }

            _running--;
        }
    }

    private sealed record Attempt(string Source)
    {
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Attempts that wait, of one source after the other.</summary>
    private sealed class Lane(int places)
    {
        private readonly Dictionary<string, LinkedList<Attempt>> _bySource = [];
        private readonly LinkedList<string> _turns = [];
        private int _count;

        public bool TryAdd(string source, [NotNullWhen(true)] out Attempt? attempt)
        {
            attempt = null;
            var own = _bySource.GetValueOrDefault(source)?.Count ?? 0;
            if (own >= PlacesPerSource || (_count >= places && !TryMakePlace(own)))
                return false;
            if (!_bySource.TryGetValue(source, out var waiting))
            {
                _bySource[source] = waiting = [];
                _turns.AddLast(source);
            }

            waiting.AddLast(attempt = new Attempt(source));
            _count++;
            return true;
        }

        public Attempt? TakeNext()
        {
            if (_turns.First is not { Value: var source })
                return null;
            var next = _bySource[source].First!.Value;
            _turns.RemoveFirst();
            _turns.AddLast(source);
            Remove(next);
            return next;
        }

        public void Remove(Attempt attempt)
        {
            if (!_bySource.TryGetValue(attempt.Source, out var waiting) || !waiting.Remove(attempt))
                return;
            _count--;
            if (waiting.Count > 0)
                return;
            _bySource.Remove(attempt.Source);
            _turns.Remove(attempt.Source);
        }

        /// <summary>Turns away the newest attempt of the source that has most, unless the new one's source would have as many.</summary>
        private bool TryMakePlace(int own)
        {
            var longest = _bySource.Values.MaxBy(waiting => waiting.Count)!;
            if (longest.Count <= own + 1)
                return false;
            var last = longest.Last!.Value;
            Remove(last);
            return last.Turn.TrySetResult(false);
        }
    }
}
