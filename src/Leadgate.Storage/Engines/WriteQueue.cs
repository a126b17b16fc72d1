using System.Diagnostics.CodeAnalysis;

namespace Leadgate.Storage.Engines;

/// <summary>
/// Work that waits to be written: small work apart from large, and in turn between senders, by bytes. So a small bulk waits for one
/// transaction, whatever else waits, and a sender with many bulks does not delay one with few. Safe for all threads.
/// </summary>
internal sealed class WriteQueue<T>
    where T : class
{
    /// <summary>
    /// Work of more bytes is large. It gets a transaction of its own, so that a sender that arrives meanwhile waits for one large bulk at
    /// most, and not for all of them.
    /// </summary>
    public const long Large = 1024 * 1024;

    /// <summary>The most small work in a transaction, so that those who arrive meanwhile wait no longer than for a large bulk.</summary>
    private const int MaxGroup = 256;
    private const long MaxGroupBytes = 2 * 1024 * 1024;

    /// <summary>What work costs beside its bytes.</summary>
    private const long FixedCost = 4096;

    private readonly Lock _lock = new();
    private readonly Waiting _small = new();
    private readonly Waiting _large = new();
    private readonly List<(TaskCompletionSource<bool> Signal, bool SmallOnly)> _writers = [];
    private bool _isCompleted;

    /// <returns>False if no more work is taken.</returns>
    /// <param name="sender">Who sent it; empty for the work of the service itself.</param>
    /// <param name="bytes">About how much memory it holds.</param>
    public bool TryAdd(T work, string sender, long bytes)
    {
        lock (_lock)
        {
            if (_isCompleted)
                return false;
            (bytes > Large ? _large : _small).Add(work, sender, bytes);

            // A writer for small work only leaves the others free for large work.
            var writer = _writers.FindIndex(one => one.SmallOnly && bytes <= Large);
            if (writer < 0)
                writer = _writers.FindIndex(one => !one.SmallOnly);
            if (writer >= 0)
                Wake(writer);
            return true;
        }
    }

    /// <summary>Takes no more work. What waits is still written.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isCompleted = true;
            while (_writers.Count > 0)
                Wake(0);
        }
    }

    /// <summary>Takes the small work of the next transaction, which may be none.</summary>
    /// <param name="endsGroup">Whether a piece of work is the last one of its transaction.</param>
    public List<T> TakeSmall(Func<T, bool>? endsGroup = null)
    {
        var group = new List<T>();
        lock (_lock)
        {
            for (var bytes = 0L; group.Count < MaxGroup && bytes < MaxGroupBytes && _small.TryTake(out var work, out var its); bytes += its)
            {
                group.Add(work);
                if (endsGroup?.Invoke(work) == true)
                    break;
            }
        }

        return group;
    }

    /// <summary>Takes the large work of the next transaction, or null if there is none.</summary>
    public T? TakeLarge()
    {
        lock (_lock)
            return _large.TryTake(out var work, out _) ? work : null;
    }

    /// <summary>Returns when there may be work, false when there will be none.</summary>
    /// <param name="smallOnly">Whether the writer takes no large work.</param>
    public Task<bool> WaitAsync(bool smallOnly)
    {
        lock (_lock)
        {
            if (_small.Count > 0 || (!smallOnly && _large.Count > 0))
                return Task.FromResult(true);
            if (_isCompleted)
                return Task.FromResult(false);
            var signal = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _writers.Add((signal, smallOnly));
            return signal.Task;
        }
    }

    /// <summary>Blocks the thread until there may be small work, or for some time.</summary>
    /// <returns>False if there will be none.</returns>
    public bool WaitForSmall(TimeSpan atMost)
    {
        var wait = WaitAsync(smallOnly: true);
        if (wait.Wait(atMost))
            return wait.GetAwaiter().GetResult();

        // Otherwise, the next small work would wake a writer that has left, in place of another.
        lock (_lock)
            _writers.RemoveAll(writer => writer.Signal.Task == wait);
        return true;
    }

    /// <summary>Whether small work waits.</summary>
    public bool HasSmall
    {
        get
        {
            lock (_lock)
                return _small.Count > 0;
        }
    }

    private void Wake(int writer)
    {
        var (signal, _) = _writers[writer];
        _writers.RemoveAt(writer);
        signal.SetResult(true);
    }

    /// <summary>
    /// Work of one kind. The next sender is the one that has had least written, and whoever begins to wait counts as having had as much
    /// written as the one that was served last.
    /// </summary>
    private sealed class Waiting
    {
        private readonly Dictionary<string, Sender> _senders = new(StringComparer.Ordinal);
        private long _served;

        public int Count { get; private set; }

        public void Add(T work, string sender, long bytes)
        {
            if (!_senders.TryGetValue(sender, out var its))
                _senders.Add(sender, its = new Sender { Written = _served });
            its.Work.Enqueue((work, bytes));
            Count++;
        }

        public bool TryTake([NotNullWhen(true)] out T? work, out long bytes)
        {
            (work, bytes) = (null, 0);
            if (Count == 0)
                return false;
            var (name, next) = _senders.MinBy(sender => sender.Value.Written);
            (work, bytes) = next.Work.Dequeue();
            Count--;
            _served = next.Written;
            next.Written += bytes + FixedCost;
            if (next.Work.Count == 0)
                _senders.Remove(name);
            return true;
        }
    }

    private sealed class Sender
    {
        public Queue<(T Work, long Bytes)> Work { get; } = new();

        public long Written { get; set; }
    }
}
