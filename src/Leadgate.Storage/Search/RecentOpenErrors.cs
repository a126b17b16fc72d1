using System.Collections.Concurrent;
using Leadgate.Domain.Lists;

namespace Leadgate.Storage.Search;

/// <summary>
/// Counts of open errors that many look at, and that take long when many leads wait. Then those who look within a few seconds share one
/// result, unless a lead was corrected or erased since: whoever corrects a value sees at once that it is gone. Those who look at the same
/// time share one count in any case.
/// </summary>
/// <param name="report">Told of a failure that nobody waits for and that is no outage of the store.</param>
/// <param name="manyLeads">Counting fewer leads takes some milliseconds, and is always done anew.</param>
internal sealed class RecentOpenErrors(OpenErrorStore errors, TimeProvider time, Action<Exception>? report = null, int manyLeads = 10_000)
    : IAsyncDisposable
{
    /// <summary>How old a result may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    /// <summary>From this age on, the next result is counted while the last one is shown.</summary>
    private static readonly TimeSpan RenewalAge = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string? Field, string? Code), Shared<OpenErrorGroup>> _groups = new();
    private readonly Shared<SenderErrors> _senders = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _counting = [];
    private readonly Lock _gate = new();

    /// <summary>As <see cref="OpenErrorStore.FindGroupsAsync"/>, of the leads of all senders.</summary>
    /// <param name="filter">By field and code only.</param>
    public Task<IReadOnlyList<OpenErrorGroup>> FindGroupsAsync(
        OpenErrorFilter filter,
        ListCatalog catalog,
        CancellationToken cancellation
    ) =>
        FindAsync(
            _groups.GetOrAdd((filter.Field, filter.Code), _ => new Shared<OpenErrorGroup>()),
            (filter, catalog),
            token => errors.FindGroupsAsync(filter, catalog, token),
            cancellation
        );

    /// <summary>As <see cref="OpenErrorStore.CountBySenderAsync"/>.</summary>
    public Task<IReadOnlyList<SenderErrors>> CountBySenderAsync(int limit, CancellationToken cancellation) =>
        FindAsync(_senders, limit, token => errors.CountBySenderAsync(limit, token), cancellation);

    /// <summary>Ends what still counts, which nobody waits for. The store is needed until then.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] counting;
        lock (_gate)
        {
            _stopping.Cancel();
            counting = [.. _counting];
        }

        await Task.WhenAll(counting).ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <param name="key">What the result depends on besides the leads.</param>
    private async Task<IReadOnlyList<T>> FindAsync<T>(
        Shared<T> shared,
        object key,
        Func<CancellationToken, Task<IReadOnlyList<T>>> count,
        CancellationToken cancellation
    )
    {
        // Before the errors, so that a change meanwhile makes the result old.
        var change = await errors.ReadChangeAsync(cancellation).ConfigureAwait(false);
        Task<IReadOnlyList<T>> counting;
        lock (_gate)
        {
            var last = shared.Last is { } result && result.Key.Equals(key) && result.Change == change ? result : null;
            var age = last is null ? MaxAge : time.GetElapsedTime(last.CountedAt);
            if (last is not null && age < RenewalAge)
                return last.Found;
            var isBeside = last is not null && age < MaxAge;
            if (!isBeside)
                shared.Last = null;
            counting = Start(shared, key, change, count, isBeside);
            if (isBeside)
                return last!.Found;
        }

        return await counting.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Counts, unless that is going on. Not on the thread of who looks: on SQLite a read keeps its thread until it is done. And whoever
    /// goes away does not end it for others.
    /// </summary>
    private Task<IReadOnlyList<T>> Start<T>(
        Shared<T> shared,
        object key,
        long change,
        Func<CancellationToken, Task<IReadOnlyList<T>>> count,
        bool isBeside
    )
    {
        if (shared.Current is { Task.IsCompleted: false } current && current.Key.Equals(key) && current.Change == change)
            return current.Task;
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        var stop = _stopping.Token;
        var counting = Task.Run(() => CountAsync(shared, key, change, count, stop), stop);
        shared.Current = new Count<T>(counting, key, change);
        var watched = WatchAsync(counting, isBeside);
        _counting.Add(watched);
        _ = watched.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return counting;

        void Remove(Task done)
        {
            lock (_gate)
                _counting.Remove(done);
        }
    }

    private async Task WatchAsync(Task counting, bool isBeside)
    {
        try
        {
            await counting.ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreUnavailableException or ObjectDisposedException or OperationCanceledException)
        {
            // Whoever looks next counts, and is told.
        }
#pragma warning disable CA1031 // Nobody waits for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (isBeside)
                report?.Invoke(e);
        }
    }

    private async Task<IReadOnlyList<T>> CountAsync<T>(
        Shared<T> shared,
        object key,
        long change,
        Func<CancellationToken, Task<IReadOnlyList<T>>> count,
        CancellationToken cancellation
    )
    {
        var countedAt = time.GetTimestamp();
        var found = await count(cancellation).ConfigureAwait(false);
        var isShort = await errors.CountLeadsAsync(manyLeads, cancellation).ConfigureAwait(false) < manyLeads;
        lock (_gate)
            shared.Last = isShort ? null : new Result<T>(found, key, change, countedAt);
        return found;
    }

    private sealed record Result<T>(IReadOnlyList<T> Found, object Key, long Change, long CountedAt);

    private sealed record Count<T>(Task<IReadOnlyList<T>> Task, object Key, long Change);

    /// <summary>What those who ask for the same share; <see cref="_gate"/> guards it.</summary>
    private sealed class Shared<T>
    {
        public Result<T>? Last { get; set; }

        public Count<T>? Current { get; set; }
    }
}
