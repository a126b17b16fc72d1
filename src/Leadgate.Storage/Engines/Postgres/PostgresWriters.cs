using System.Globalization;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Two writers, each with a connection of its own. Bulks that arrive while they are busy wait and share the next transaction, so that one
/// commit makes many bulks durable. Only one of the writers takes large bulks, so that small ones never wait for a large one. If a group
/// fails, it is rolled back, and each of its bulks is tried again in a transaction of its own.
/// </summary>
internal sealed class PostgresWriters : IAsyncDisposable
{
    /// <summary>How often a bulk is tried again that was rolled back in favor of another transaction.</summary>
    private const int MaxConflicts = 5;

    private readonly WriteQueue<PendingBulk> _queue = new();
    private readonly WriteQueueLimit _limit = new();
    private readonly StoreMetrics _metrics;
    private readonly IdAllocator _ids = new();
    private readonly PostgresConnections _connections;
    private readonly Availability _availability;
    private readonly CommitWarnings _warnings;
    private readonly string _limitWaiting;
    private readonly StoreClock _clock;
    private readonly Task _writers;

    public PostgresWriters(
        PostgresConnections connections,
        Availability availability,
        CommitWarnings warnings,
        TimeSpan lockWait,
        StoreClock clock
    )
    {
        _connections = connections;
        _availability = availability;
        _warnings = warnings;
        _limitWaiting = string.Create(CultureInfo.InvariantCulture, $"set local lock_timeout = {(int)lockWait.TotalMilliseconds}");
        _clock = clock;
        _metrics = new StoreMetrics(() => _limit.Waiting);
        _writers = Task.WhenAll(Task.Run(() => WriteAsync(smallOnly: true)), Task.Run(() => WriteAsync(smallOnly: false)));
    }

    /// <summary>
    /// Stores a bulk in the next transaction and returns when it is committed. Null when another bulk has its key, and
    /// <see cref="AppendOutcome.KeyInUse"/> when a transaction that has neither been committed nor rolled back has it.
    /// </summary>
    public async Task<AppendOutcome?> AppendAsync(NewBulk bulk, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _availability.ThrowIfNotWritable();
        _limit.Enter(bulk.Weight);
        var pending = new PendingBulk(bulk, new TaskCompletionSource<AppendOutcome?>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_queue.TryAdd(pending, bulk.CreatedBy, bulk.Weight))
            Fail(pending, new StoreUnavailableException("The service is stopping."));
        return await pending.Completion.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        await _writers.ConfigureAwait(false);
        _ids.Dispose();
        _metrics.Dispose();
    }

    private async Task WriteAsync(bool smallOnly)
    {
        WriterConnection? connection = null;
        while (await _queue.WaitAsync(smallOnly).ConfigureAwait(false))
        {
            var group = TakeSmall();
            var large = smallOnly ? null : _queue.TakeLarge();
            if (group.Count > 0)
                connection = await WriteAsync(connection, group).ConfigureAwait(false);
            if (large is not null)
                connection = await WriteAsync(connection, [large]).ConfigureAwait(false);
        }

        if (connection is not null)
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Takes waiting bulks, up to an idempotency key that occurs a second time: that bulk must see the outcome of the first.
    /// </summary>
    private List<PendingBulk> TakeSmall()
    {
        var keys = new HashSet<(string, string)>();
        return _queue.TakeSmall(pending => pending.Bulk.Key is { } key && !keys.Add((key.Caller, key.Key)));
    }

    private async Task<WriterConnection?> WriteAsync(WriterConnection? connection, List<PendingBulk> group, int conflicts = 0)
    {
        BulkTransaction? transaction = null;
        try
        {
            _availability.ThrowIfNotWritable();
            connection = await RefreshAsync(connection).ConfigureAwait(false);
            var repeated = RepeatedKey(group);
            List<NewBulk> bulks = [.. (repeated is null ? group : group.SkipLast(1)).Select(pending => pending.Bulk)];
            var began = _clock.Time.GetTimestamp();
            IReadOnlyList<string> settings = [.. _connections.Settings.BeginDurably, _limitWaiting];
            transaction = new BulkTransaction(connection.Connection, settings, _warnings, _ids);
            var stored = await transaction.RunAsync(bulks, _clock.Now(), CancellationToken.None).ConfigureAwait(false);
            _metrics.Committed([.. bulks.Where((_, i) => stored[i] is not null)], _clock.Time.GetElapsedTime(began));
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
            var waiting = group.Where(one => !one.Completion.Task.IsCompleted).ToList();
            if (e is CommitInDoubtException doubt)
            {
                _availability.Report(doubt);
                foreach (var one in waiting)
                    Fail(one, doubt.ToUnavailable());
            }
            else if (waiting.Count == 1 && PostgresFailures.IsRowLockTimeout(e) && transaction is { IsTakingKeys: true })
            {
                Succeed(waiting[0], new AppendOutcome.KeyInUse());
            }
            else if (e is StoreUnavailableException || (PostgresFailures.IsOutage(e) && !IsOfOne(waiting, e)))
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

    /// <summary>Whether one bulk of several waited for a row that the others may not need.</summary>
    private static bool IsOfOne(List<PendingBulk> waiting, Exception e) => waiting.Count > 1 && PostgresFailures.IsRowLockTimeout(e);

    /// <summary>The writer's connection, unless there has been an outage since it was opened.</summary>
    private async Task<WriterConnection> RefreshAsync(WriterConnection? connection)
    {
        if (connection?.Outages == _availability.Outages)
            return connection;
        if (connection is not null)
            await connection.DisposeAsync().ConfigureAwait(false);
        var outages = _availability.Outages;
        return new WriterConnection(await _connections.OpenWriterAsync(CancellationToken.None).ConfigureAwait(false), outages);
    }

    private static PendingBulk? RepeatedKey(List<PendingBulk> group) =>
        group[^1].Bulk.Key is { } key
        && group.SkipLast(1).Any(one => one.Bulk.Key is { } other && (other.Caller, other.Key) == (key.Caller, key.Key))
            ? group[^1]
            : null;

    private void Succeed(PendingBulk pending, AppendOutcome? outcome)
    {
        _limit.Leave(pending.Bulk.Weight);
        pending.Completion.TrySetResult(outcome);
    }

    private void Fail(PendingBulk pending, Exception reason)
    {
        _limit.Leave(pending.Bulk.Weight);
        pending.Completion.TrySetException(reason);
    }

    /// <summary>A connection, and how many outages there had been when it was opened.</summary>
    private sealed record WriterConnection(NpgsqlConnection Connection, int Outages) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }

    private sealed record PendingBulk(NewBulk Bulk, TaskCompletionSource<AppendOutcome?> Completion);
}
