namespace Leadgate.Server.Staff;

/// <summary>
/// Decides which passwords are hashed next. Hashing takes a tenth of a second of a processor, so few run at once, and few wait: whoever
/// does not find a place gets an answer at once instead of waiting for the guesses of others. Those whose source has made fewer attempts
/// lately come first, so that guesses queue behind the attempts of all others, and known devices have places of their own.
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
    private long _arrived;
    private bool _othersAreNext;

    /// <summary>When an attempt that found no place is worth repeating.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the turn of an attempt. After true, <see cref="Leave"/> must be called.</summary>
    /// <param name="recentAttempts">The attempts of the source that failed lately or are not done, this one included.</param>
    /// <returns>False if there is no place, at once or when somebody whose source has made fewer attempts needs it.</returns>
    public async Task<bool> TryEnterAsync(SignInSource source, int recentAttempts, CancellationToken cancellation)
    {
        var lane = source.IsKnownDevice ? _knownDevices : _others;
        Attempt attempt;
        lock (_lock)
        {
            if (_running < concurrency)
            {
                _running++;
                return true;
            }

            attempt = new Attempt(source.Key, ++_arrived);
            if (!lane.TryAdd(attempt, recentAttempts))
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

    private sealed record Attempt(string Source, long Arrived)
    {
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Attempts that wait. They are few, so they are searched.</summary>
    private sealed class Lane(int places)
    {
        private readonly List<Attempt> _waiting = [];

        /// <summary>
        /// How many attempts a source that waits has made lately, also those that found no place: whoever sends many at once is the last.
        /// </summary>
        private readonly Dictionary<string, int> _attempts = [];

        public bool TryAdd(Attempt attempt, int recentAttempts)
        {
            var source = attempt.Source;
            var attempts = Math.Max(_attempts.GetValueOrDefault(source) + 1, recentAttempts);
            var own = _waiting.Count(waiting => waiting.Source == source);
            if (own > 0)
                _attempts[source] = attempts;
            if (own >= PlacesPerSource || (_waiting.Count >= places && !TryMakePlace(attempts)))
                return false;
            _attempts[source] = attempts;
            _waiting.Add(attempt);
            return true;
        }

        public Attempt? TakeNext()
        {
            var next = _waiting.MinBy(GetOrder);
            if (next is not null)
                Remove(next);
            return next;
        }

        public void Remove(Attempt attempt)
        {
            if (_waiting.Remove(attempt) && !_waiting.Exists(waiting => waiting.Source == attempt.Source))
                _attempts.Remove(attempt.Source);
        }

        /// <summary>Turns away the last attempt if its source has made more attempts lately than that of the new one.</summary>
        private bool TryMakePlace(int attempts)
        {
            var last = _waiting.MaxBy(GetOrder)!;
            if (_attempts[last.Source] <= attempts)
                return false;
            Remove(last);
            return last.Turn.TrySetResult(false);
        }

        private (int Attempts, long Arrived) GetOrder(Attempt attempt) => (_attempts[attempt.Source], attempt.Arrived);
    }
}
