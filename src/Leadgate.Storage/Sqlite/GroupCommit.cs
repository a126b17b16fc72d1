using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>
/// The one writer of a database. Whatever arrives while a commit is under way waits and shares the next transaction, so that one
/// sync of the disk makes many bulks durable. Work that fails is undone alone: the group is rolled back and each of it tried again
/// in a transaction of its own.
/// </summary>
/// <remarks>
/// Callers are on any thread and only see <see cref="RunAsync"/>. The connection and the session belong to the writer's thread:
/// SQLite blocks while it syncs, and a thread of the pool would be missed by the requests. At shutdown what is waiting is
/// written first.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>A group ends here, so that the first of it is not kept waiting by those that keep arriving.</summary>
    private const int MaxGroup = 256;

    /// <summary>So many are answered one after the other on one thread.</summary>
    private const int MaxAnswersInARow = 8;

    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly WriteQueueLimit _room = new();
    private readonly StoreMetrics _metrics;
    private readonly SqliteWriteSession _session;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="session">What the work writes through; from now on it belongs to the writer's thread.</param>
    public GroupCommit(SqliteWriteSession session)
    {
        _session = session;
        _metrics = new StoreMetrics(() => _room.Waiting);
        new Thread(Write) { IsBackground = true, Name = "Leadgate writer" }.Start();
    }

    /// <summary>Runs work in the next transaction and returns when it is committed.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="weight">About how much memory it holds until then.</param>
    /// <param name="cancellation">Gives up waiting; work that was handed over is done all the same.</param>
    /// <exception cref="StoreUnavailableException">Too much is waiting, or the service is stopping.</exception>
    public Task<T> RunAsync<T>(Func<SqliteWriteSession, T> work, long weight, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _room.Enter(weight);
        var waiting = new Waiting<T>(work, weight);
        if (!_queue.Writer.TryWrite(waiting))
            Tell([waiting], new StoreUnavailableException("The service is stopping."));
        return waiting.Done.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
        _metrics.Dispose();
    }

    private void Write()
    {
        var group = new List<Waiting>(MaxGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var waiting))
                group.Add(waiting);
            Write(group);
        }

        _session.Dispose();
        _stopped.SetResult();
    }

    private void Write(List<Waiting> group)
    {
        var failure = TryCommit(group, out var isOfAll);
        if (failure is null)
            _metrics.Committed(_session.Stored, _session.Took);
        if (failure is null || isOfAll || group.Count == 1)
        {
            Tell(group, failure);
            return;
        }

        foreach (var waiting in group)
            Write([waiting]);
    }

    /// <summary>
    /// Tells those who wait. The answers of a group follow one another on a few threads of the pool: to wake one for each of them cost
    /// more than writing the answers (docs/performance.md).
    /// </summary>
    private void Tell(List<Waiting> group, Exception? failure)
    {
        foreach (var waiting in group)
            _room.Leave(waiting.Weight);
        foreach (var few in group.Chunk(MaxAnswersInARow))
            ThreadPool.UnsafeQueueUserWorkItem(
                static told => Array.ForEach(told.few, waiting => waiting.Tell(told.failure)),
                (few, failure),
                preferLocal: false
            );
    }

    /// <summary>One transaction. Any failure is the group's: it is kept and told to those who wait, never swallowed.</summary>
    /// <param name="group">What is to be written.</param>
    /// <param name="isOfAll">
    /// Whether a failure has nothing to do with any one of the group, because no transaction could even begin: trying one by one would
    /// only wait for another process's lock as many times as there are bulks.
    /// </param>
    private Exception? TryCommit(List<Waiting> group, out bool isOfAll)
    {
        isOfAll = true;
        try
        {
            _session.Begin();
            isOfAll = false;
            foreach (var waiting in group)
                waiting.Work(_session);
            _session.Commit();
            return null;
        }
        catch (Exception e)
        {
            _session.Rollback();
            return e is SqliteException sqlite && SqliteConnections.IsOutage(sqlite)
                ? new StoreUnavailableException($"The database cannot be written: {SqliteConnections.Reason(sqlite)}", sqlite)
                : e;
        }
    }

    private abstract class Waiting(long weight)
    {
        public long Weight => weight;

        public abstract void Work(SqliteWriteSession session);

        public abstract void Tell(Exception? failure);
    }

    private sealed class Waiting<T>(Func<SqliteWriteSession, T> work, long weight) : Waiting(weight)
    {
        private readonly TaskCompletionSource<T> _done = new();
        private T _result = default!;

        public Task<T> Done => _done.Task;

        public override void Work(SqliteWriteSession session) => _result = work(session);

        public override void Tell(Exception? failure)
        {
            if (failure is null)
                _done.SetResult(_result);
            else
                _done.SetException(failure);
        }
    }
}
