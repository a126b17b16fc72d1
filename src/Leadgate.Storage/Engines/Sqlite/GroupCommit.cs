using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// The only writer of a database. Work that arrives during a commit waits and shares the next transaction, so that one sync of the
/// disk makes many bulks durable. If a group fails, it is rolled back, and each of its members is tried again in a
/// transaction of its own.
/// </summary>
/// <remarks>
/// Callers are on any thread and only see <see cref="RunAsync"/>. The connection and the session belong to the writer's thread: SQLite
/// blocks while it syncs, and that would take a thread of the pool from the requests. At shutdown, the waiting work is written first.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>How many results are delivered one after the other on one thread.</summary>
    private const int ResultsPerThread = 8;

    private readonly WriteQueue<PendingWrite> _queue = new();
    private readonly WriteQueueLimit _limit = new();
    private readonly StoreMetrics _metrics;
    private readonly SqliteWriteSession _session;
    private readonly LargeWorkPace _pace;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="session">What the work writes through; from now on it belongs to the writer's thread.</param>
    public GroupCommit(SqliteWriteSession session)
    {
        _session = session;
        _pace = new LargeWorkPace(session.Time);
        _metrics = new StoreMetrics(() => _limit.Waiting);
        new Thread(Write) { IsBackground = true, Name = "Leadgate writer" }.Start();
    }

    /// <summary>Runs work in the next transaction and returns when it is committed.</summary>
    /// <param name="work">What to do; it may be done more than once.</param>
    /// <param name="sender">Who sent it; empty for the work of the service itself.</param>
    /// <param name="weight">About how much memory it holds until then, in bytes.</param>
    /// <param name="cancellation">Stops waiting; work that was handed over is done all the same.</param>
    /// <exception cref="StoreUnavailableException">Too much is waiting, or the service is stopping.</exception>
    public Task<T> RunAsync<T>(Func<SqliteWriteSession, T> work, string sender, long weight, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _limit.Enter(weight);
        var write = new PendingWrite<T>(work, weight);
        if (!_queue.TryAdd(write, sender, weight))
            Complete([write], new StoreUnavailableException("The service is stopping."));
        return write.Task.WaitAsync(cancellation);
    }

    /// <summary>See <see cref="IStoreEngine.IdsFollowTime"/>.</summary>
    public bool IdsFollowTime => _session.IdsFollowTime;

    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        await _stopped.Task.ConfigureAwait(false);
        _metrics.Dispose();
    }

    private void Write()
    {
        while (Wait())
        {
            // Large work that arrives while small work is written waits for the small work that arrives meanwhile.
            var group = _queue.TakeSmall();
            var large = _pace.Remaining == TimeSpan.Zero ? _queue.TakeLarge() : null;
            if (group.Count > 0)
                Write(group);
            if (large is null)
                continue;
            var began = _session.Time.GetTimestamp();
            Write([large]);
            _pace.Wrote(_session.Time.GetElapsedTime(began), _queue.HasSmall);
        }

        _session.Dispose();
        _stopped.SetResult();
    }

    /// <summary>Returns when there may be work, false when there will be none.</summary>
    private bool Wait()
    {
        if (_pace.Remaining is var pause && pause > TimeSpan.Zero)
        {
            if (_queue.WaitForSmall(pause))
                return true;
            _pace.Stop();
        }

        return _queue.WaitAsync(smallOnly: false).GetAwaiter().GetResult();
    }

    private void Write(List<PendingWrite> group)
    {
        var failure = TryCommit(group, out var couldNotBegin);
        if (failure is null)
            _metrics.Committed(_session.Stored, _session.Took);
        if (failure is null or StoreUnavailableException { IsInDoubt: true } || couldNotBegin || group.Count == 1)
        {
            Complete(group, failure);
            _session.Checkpoint();
            return;
        }

        foreach (var write in group)
            Write([write]);
    }

    /// <summary>
    /// Delivers the results of a group, several in a row on each of a few threads of the pool: waking a thread for each of them costs more
    /// than writing the responses does (docs/performance.md).
    /// </summary>
    private void Complete(List<PendingWrite> group, Exception? failure)
    {
        foreach (var write in group)
            _limit.Leave(write.Weight);
        foreach (var some in group.Chunk(ResultsPerThread))
            ThreadPool.UnsafeQueueUserWorkItem(
                static state => Array.ForEach(state.some, write => write.Complete(state.failure)),
                (some, failure),
                preferLocal: false
            );
    }

    /// <summary>One transaction. A failure of any kind is returned, to be delivered to those who wait.</summary>
    /// <param name="group">What is to be written.</param>
    /// <param name="couldNotBegin">
    /// Whether no transaction could begin. Such a failure has nothing to do with any member of the group: trying one by one would only wait
    /// for another process's lock as many times as there are members.
    /// </param>
    private Exception? TryCommit(List<PendingWrite> group, out bool couldNotBegin)
    {
        couldNotBegin = true;
        try
        {
            _session.Begin();
            couldNotBegin = false;
            foreach (var write in group)
                write.Run(_session);
            _session.Commit();
            return null;
        }
        catch (Exception e)
        {
            _session.Rollback();
            return Describe(e);
        }
    }

    private Exception Describe(Exception failure)
    {
        if (_session.IsCommitting && !SqliteFailures.IsRolledBack(failure))
        {
            return new StoreUnavailableException(
                $"It is not known whether SQLite committed a transaction: {SqliteFailures.Describe(failure)}",
                failure
            )
            {
                IsInDoubt = true,
            };
        }

        return failure is SqliteException sqlite && SqliteFailures.IsOutage(sqlite)
            ? new StoreUnavailableException($"The database cannot be written: {SqliteFailures.Describe(sqlite)}", sqlite)
            : failure;
    }

    private abstract class PendingWrite(long weight)
    {
        public long Weight => weight;

        public abstract void Run(SqliteWriteSession session);

        public abstract void Complete(Exception? failure);
    }

    private sealed class PendingWrite<T>(Func<SqliteWriteSession, T> work, long weight) : PendingWrite(weight)
    {
        private readonly TaskCompletionSource<T> _completion = new();
        private T _result = default!;

        public Task<T> Task => _completion.Task;

        public override void Run(SqliteWriteSession session) => _result = work(session);

        public override void Complete(Exception? failure)
        {
            if (failure is null)
                _completion.SetResult(_result);
            else
                _completion.SetException(failure);
        }
    }
}
