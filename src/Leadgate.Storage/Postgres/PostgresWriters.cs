using System.Threading.Channels;
using Leadgate.Domain.Wire;
using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>
/// A few writers, each with a connection of its own. What arrives while they are busy waits and shares the next transaction, so that
/// one commit makes many bulks durable. Work that fails is undone alone: the group is rolled back and each of it tried again in a
/// transaction of its own.
/// </summary>
internal sealed class PostgresWriters : IAsyncDisposable
{
    private const int Writers = 2;

    /// <summary>A group ends here, so that the first of it is not kept waiting by those that keep arriving.</summary>
    private const int MaxGroup = 256;

    /// <summary>How often a bulk that lost against another transaction is tried again.</summary>
    private const int MaxConflicts = 5;

    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>();
    private readonly WriteQueueLimit _room = new();
    private readonly StoreMetrics _metrics;
    private readonly BulkIds _ids = new();
    private readonly PostgresConnections _connections;
    private readonly Availability _availability;
    private readonly TimeProvider _time;
    private readonly Task _writers;
    private readonly Lock _clock = new();
    private DateTime _lastNow;

    public PostgresWriters(PostgresConnections connections, Availability availability, TimeProvider time)
    {
        _connections = connections;
        _availability = availability;
        _time = time;
        _metrics = new StoreMetrics(() => _room.Waiting);
        _writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));
    }

    /// <summary>Stores a bulk in the next transaction and returns when it is committed; null when another bulk has its key.</summary>
    public async Task<AppendOutcome.Stored?> AppendAsync(NewBulk bulk, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _availability.ThrowIfNotWritable();
        _room.Enter(bulk.Weight);
        var waiting = new Waiting(
            bulk,
            new TaskCompletionSource<AppendOutcome.Stored?>(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        if (!_queue.Writer.TryWrite(waiting))
            Fail(waiting, new StoreUnavailableException("The service is stopping."));
        return await waiting.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writers.ConfigureAwait(false);
        _ids.Dispose();
        _metrics.Dispose();
    }

    private async Task WriteAsync()
    {
        WriterConnection? connection = null;
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var group = TakeGroup();
            if (group.Count > 0)
                connection = await WriteAsync(connection, group).ConfigureAwait(false);
        }

        if (connection is not null)
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What is waiting, until a key comes a second time: its bulk must see what became of the first.</summary>
    private List<Waiting> TakeGroup()
    {
        var group = new List<Waiting>();
        var keys = new HashSet<(string, string)>();
        while (group.Count < MaxGroup && _queue.Reader.TryRead(out var waiting))
        {
            group.Add(waiting);
            if (waiting.Bulk.Key is { } key && !keys.Add((key.Caller, key.Key)))
                break;
        }

        return group;
    }

    private async Task<WriterConnection?> WriteAsync(WriterConnection? connection, List<Waiting> group, int conflicts = 0)
    {
        try
        {
            _availability.ThrowIfNotWritable();
            connection = await FreshAsync(connection).ConfigureAwait(false);
            var repeated = RepeatedKey(group);
            List<NewBulk> bulks = [.. (repeated is null ? group : group.SkipLast(1)).Select(waiting => waiting.Bulk)];
            var began = _time.GetTimestamp();
            var stored = await new BulkTransaction(connection.Connection, _ids)
                .RunAsync(bulks, Now(), CancellationToken.None)
                .ConfigureAwait(false);
            _metrics.Committed([.. bulks.Where((_, i) => stored[i] is not null)], _time.GetElapsedTime(began));
            for (var i = 0; i < stored.Length; i++)
                Succeed(group[i], stored[i]);
            if (repeated is not null)
                Succeed(repeated, null);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            var waiting = group.Where(one => !one.Done.Task.IsCompleted).ToList();
            if (e is StoreUnavailableException || PostgresFailures.IsOutage(e))
            {
                var reason = e as StoreUnavailableException ?? _availability.Report(e);
                foreach (var one in waiting)
                    Fail(one, reason);
            }
            else if (waiting.Count == 1 && PostgresFailures.IsConflict(e))
            {
                if (conflicts < MaxConflicts)
                    return await WriteAsync(null, waiting, conflicts + 1).ConfigureAwait(false);
                Fail(waiting[0], PostgresFailures.Unavailable(e));
            }
            else if (waiting.Count == 1)
            {
                Fail(waiting[0], e);
            }
            else
            {
                connection = null;
                foreach (var one in waiting)
                    connection = await WriteAsync(connection, [one]).ConfigureAwait(false);
                return connection;
            }

            return null;
        }
    }

    /// <summary>The writer's connection, unless the server has been away since it was opened.</summary>
    private async Task<WriterConnection> FreshAsync(WriterConnection? connection)
    {
        if (connection?.Outages == _availability.Outages)
            return connection;
        if (connection is not null)
            await connection.DisposeAsync().ConfigureAwait(false);
        var outages = _availability.Outages;
        return new WriterConnection(await _connections.OpenWriterAsync(CancellationToken.None).ConfigureAwait(false), outages);
    }

    private static Waiting? RepeatedKey(List<Waiting> group) =>
        group[^1].Bulk.Key is { } key
        && group.SkipLast(1).Any(one => one.Bulk.Key is { } other && (other.Caller, other.Key) == (key.Caller, key.Key))
            ? group[^1]
            : null;

    /// <summary>To the millisecond; on this node it never goes back, also when the machine's clock does.</summary>
    private DateTime Now()
    {
        lock (_clock)
        {
            var now = _time.GetUtcNow().UtcDateTime;
            now = WireTime.TruncateToMilliseconds(now);
            return _lastNow = now > _lastNow ? now : _lastNow;
        }
    }

    private void Succeed(Waiting waiting, AppendOutcome.Stored? stored)
    {
        _room.Leave(waiting.Bulk.Weight);
        waiting.Done.TrySetResult(stored);
    }

    private void Fail(Waiting waiting, Exception reason)
    {
        _room.Leave(waiting.Bulk.Weight);
        waiting.Done.TrySetException(reason);
    }

    /// <summary>A connection, and how many outages there had been when it was opened.</summary>
    private sealed record WriterConnection(NpgsqlConnection Connection, int Outages) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }

    private sealed record Waiting(NewBulk Bulk, TaskCompletionSource<AppendOutcome.Stored?> Done);
}
