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

    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly WaitingRoom _room = new();
    private readonly SqliteWriteSession _session;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="session">What the work writes through; from now on it belongs to the writer's thread.</param>
    public GroupCommit(SqliteWriteSession session)
    {
        _session = session;
        new Thread(Write) { IsBackground = true, Name = "Leadgate writer" }.Start();
    }

    /// <summary>Runs work in the next transaction and returns when it is committed.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="weight">About how much memory it holds until then.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">Too much is waiting, or the service is stopping.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteWriteSession, T> work, long weight, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        _room.Enter(weight);
        var waiting = new Waiting(session => result = work(session), () => End(d => d.TrySetResult(result)), e => End(d => d.TrySetException(e)));
        if (!_queue.Writer.TryWrite(waiting)) waiting.Fail(new StoreUnavailableException("The service is stopping."));
        return await done.Task.WaitAsync(cancellation).ConfigureAwait(false);

        void End(Action<TaskCompletionSource<T>> tell)
        {
            _room.Leave(weight);
            tell(done);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
    }

    private void Write()
    {
        var group = new List<Waiting>(MaxGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var waiting)) group.Add(waiting);
            Write(group);
        }

        _session.Dispose();
        _stopped.SetResult();
    }

    private void Write(List<Waiting> group)
    {
        var failure = TryCommit(group, out var isOfAll);
        if (failure is null)
        {
            foreach (var waiting in group) waiting.Succeed();
        }
        else if (isOfAll || group.Count == 1)
        {
            foreach (var waiting in group) waiting.Fail(failure);
        }
        else
        {
            foreach (var waiting in group) Write([waiting]);
        }
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
            foreach (var waiting in group) waiting.Work(_session);
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

    private sealed record Waiting(Action<SqliteWriteSession> Work, Action Succeed, Action<Exception> Fail);
}
