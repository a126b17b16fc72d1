using Leadgate.Storage.Leads;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// PostgreSQL 15 or later, which several nodes share. <see cref="PostgresWriters"/> write bulks; everything else takes a connection of the
/// pool. While the server is unavailable (<see cref="Availability"/>), everything is rejected at once.
/// </summary>
internal sealed class PostgresEngine : IStoreEngine
{
    private readonly PostgresConnections _connections;
    private readonly PostgresWriters _writers;
    private readonly Availability _availability;
    private readonly ListNotifications _notifications;
    private readonly StoreClock _clock;
    private readonly CommitWarnings _warnings;

    private PostgresEngine(PostgresConnections connections, TimeProvider time, StoreOptions options)
    {
        _connections = connections;
        _warnings = new CommitWarnings(options.ReportCommitWarning);
        _clock = new StoreClock(time, DateTime.MinValue, options.ReportClockStep);
        _availability = new Availability(connections.Forget, TryWriteAsync);
        _notifications = new ListNotifications(connections);
        _writers = new PostgresWriters(connections, _availability, _warnings, options.LockWait, _clock);
    }

    public bool HasOneWriter => false;

    public bool IdsFollowTime => false;

    /// <summary>Opens a database, see <see cref="StoreAddress.Open"/>.</summary>
    /// <param name="address">Where it is, see <see cref="StoreAddress"/>.</param>
    /// <param name="time">The clock that bulks are dated by.</param>
    /// <exception cref="StoreSetupException">It cannot be reached or used, or its schema does not fit.</exception>
    public static PostgresEngine Open(string address, TimeProvider time, StoreOptions? options = null)
    {
        options ??= new StoreOptions();
        var connections = new PostgresConnections(PostgresAddress.Parse(address), options.RequiresDurability);
        try
        {
            using var connection = connections.Open();
            PostgresMigrations.Run(connection, options);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be used: {PostgresFailures.Describe(e)}", e);
        }

        return new PostgresEngine(connections, time, options);
    }

    public DateTime ReadClock() => _clock.Read();

    public Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        RunAsync(connection => read(new PostgresSession(connection), cancellation), cancellation);

    /// <summary>The commit is on disk when it returns, whatever the server's own default is.</summary>
    public Task<T> WriteAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation) =>
        WriteAsync(write, BeginDurably, cancellation);

    /// <summary>What a later commit waits for includes this one, so that nothing that follows from it is on disk without it.</summary>
    public Task<T> WriteDerivedAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation) =>
        WriteAsync(write, () => [new Statement("set local synchronous_commit = off")], cancellation);

    private Task<T> WriteAsync<T>(
        Func<StoreTransaction, CancellationToken, Task<T>> write,
        Func<IReadOnlyList<Statement>> begin,
        CancellationToken cancellation
    ) =>
        RunAsync(
            async connection =>
            {
                _connections.CheckDurability();
                await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                var session = new PostgresSession(connection, _clock);
                await session.ExecuteAsync(begin(), cancellation).ConfigureAwait(false);
                T result = default!;
                await _warnings
                    .RunAsync(
                        connection,
                        async () => result = await write(session, cancellation).ConfigureAwait(false),
                        () => transaction.CommitAsync(CancellationToken.None)
                    )
                    .ConfigureAwait(false);
                return result;
            },
            cancellation
        );

    public Task ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation) =>
        RunAsync(
            async connection =>
            {
                await ExecuteDurablyAsync(connection, statements, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    public async Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation)
    {
        while (true)
        {
            if (await _writers.AppendAsync(bulk, cancellation).ConfigureAwait(false) is { } stored)
                return stored;

            // Another bulk has the key. Unless the key was deleted meanwhile, it is found now.
            var earlier = await ReadAsync((session, token) => BulkQueries.FindByKeyAsync(session, bulk.Key!, token), cancellation)
                .ConfigureAwait(false);
            if (earlier is not null)
                return earlier;
        }
    }

    public async Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        _availability.ThrowIfUnavailable();
        try
        {
            await _notifications.WaitAsync(atMost, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e))
        {
            throw Report(e, cancellation);
        }
    }

    public Task RenewStatisticsAsync(CancellationToken cancellation) =>
        RunAsync(
            async connection =>
            {
                await new PersonalDataMaintenance(connection, _connections.Settings)
                    .RenewStatisticsAsync(cancellation)
                    .ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    public Task VacuumAsync(CancellationToken cancellation) =>
        RunAsync(
            async connection =>
            {
                await new PersonalDataMaintenance(connection, _connections.Settings).VacuumAsync(cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    public async ValueTask DisposeAsync()
    {
        await _writers.DisposeAsync().ConfigureAwait(false);
        await _notifications.DisposeAsync().ConfigureAwait(false);
        await _availability.DisposeAsync().ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs something on a connection of the pool, and records an outage.</summary>
    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _availability.ThrowIfUnavailable();
        try
        {
            await using var connection = await _connections.OpenAsync(cancellation).ConfigureAwait(false);
            return await run(connection).ConfigureAwait(false);
        }
        catch (CommitInDoubtException e)
        {
            Report(e, cancellation);
            throw e.ToUnavailable();
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e))
        {
            throw Report(e, cancellation);
        }
        catch (PostgresException e) when (PostgresFailures.IsConflict(e))
        {
            throw PostgresFailures.Unavailable(e);
        }
    }

    /// <summary>Records an outage, unless the failure may be what a cancelled exchange leaves.</summary>
    private StoreUnavailableException Report(Exception failure, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? PostgresFailures.Unavailable(failure) : _availability.Report(failure);

    /// <summary>A full disk, a replica and a primary that waits for its replica show only when something is written.</summary>
    private async Task TryWriteAsync(CancellationToken cancellation)
    {
        await using var connection = await _connections.OpenAsync(cancellation).ConfigureAwait(false);
        await ExecuteDurablyAsync(connection, [Counters.Raise(Counters.Health)], cancellation).ConfigureAwait(false);
    }

    /// <summary>In one exchange.</summary>
    private Task ExecuteDurablyAsync(NpgsqlConnection connection, IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        _connections.CheckDurability();
        return _warnings.RunAsync(
            connection,
            () => Task.CompletedTask,
            () =>
                new PostgresSession(connection).ExecuteAsync(
                    [new Statement("begin"), .. BeginDurably(), .. statements, new Statement("commit")],
                    cancellation
                )
        );
    }

    private IReadOnlyList<Statement> BeginDurably() => [.. _connections.Settings.BeginDurably.Select(sql => new Statement(sql))];
}
