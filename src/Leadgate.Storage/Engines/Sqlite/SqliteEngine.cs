using Leadgate.Storage.Leads;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// The embedded engine: one SQLite file. One connection writes, see <see cref="GroupCommit"/>; readers have their own and, thanks to WAL,
/// neither wait for the writer nor block it.
/// </summary>
internal sealed class SqliteEngine : IStoreEngine
{
    private static readonly TimeSpan ReaderWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReaderPause = TimeSpan.FromMilliseconds(50);

    private readonly SqliteConnections _connections;
    private readonly SqliteFiles _files;
    private readonly GroupCommit _writer;
    private readonly TimeProvider _time;

    private SqliteEngine(SqliteConnections connections, SqliteFiles files, GroupCommit writer, TimeProvider time) =>
        (_connections, _files, _writer, _time) = (connections, files, writer, time);

    public bool HasOneWriter => true;

    public bool IdsFollowTime => _writer.IdsFollowTime;

    /// <summary>Opens a database file, and creates it when there is none, see <see cref="StoreAddress.Open"/>.</summary>
    /// <exception cref="StoreSetupException">The file cannot be opened, or its schema does not fit.</exception>
    public static SqliteEngine Open(string path, TimeProvider time, StoreOptions? options = null)
    {
        options ??= new StoreOptions();
        var connections = new SqliteConnections(path, options.LockWait);
        var connection = connections.OpenWriter();
        try
        {
            SqliteMigrations.Run(connection, options);
            var files = new SqliteFiles(connections.FilePath);
            return new SqliteEngine(
                connections,
                files,
                new GroupCommit(
                    new SqliteWriteSession(connection, files, new LogCheckpoints(connections.OpenOwn()), time, options.ReportClockStep)
                ),
                time
            );
        }
        catch (Exception e)
        {
            connection.Dispose();
            if (e is SqliteException sqlite)
                throw new StoreSetupException($"The database file {path} cannot be used: {SqliteFailures.Describe(sqlite)}", sqlite);
            throw;
        }
    }

    public DateTime ReadClock() => StoreClock.Read(_time);

    public async Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _files.Check();
        try
        {
            await using var connection = _connections.Open();
            return await read(new SqliteSession(connection), cancellation).ConfigureAwait(false);
        }
        catch (SqliteException e) when (SqliteFailures.IsOutage(e))
        {
            throw new StoreUnavailableException($"The database cannot be read: {SqliteFailures.Describe(e)}", e);
        }
    }

    public Task<T> WriteAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation) =>
        _writer.RunAsync(session => GetResult(write(session.Transaction, CancellationToken.None)), sender: "", weight: 0, cancellation);

    /// <summary>It shares the transaction, and so the sync of the disk, with the bulks that wait.</summary>
    public Task<T> WriteDerivedAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation) =>
        WriteAsync(write, cancellation);

    public Task ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation) =>
        WriteAsync((transaction, token) => transaction.ExecuteAsync(statements, token), cancellation);

    public Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation) =>
        _writer.RunAsync(
            session =>
                (bulk.Key is { } key ? GetResult(BulkQueries.FindByKeyAsync(session.Transaction, key, CancellationToken.None)) : null)
                ?? session.Bulks.Insert(session, bulk),
            bulk.CreatedBy,
            bulk.Weight,
            cancellation
        );

    public Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation) => Task.Delay(atMost, _time, cancellation);

    /// <summary>The tables are never analyzed here, so there are no samples.</summary>
    public Task RenewStatisticsAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>
    /// The file is rewritten into its log, and the log is checkpointed into the file and truncated, because it holds the old pages too.
    /// </summary>
    public Task VacuumAsync(CancellationToken cancellation) => Task.Run(() => RunVacuumAsync(cancellation), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _connections.Close();
    }

    /// <summary>The result of a write, which must not leave the writer's thread: a write may await nothing but the database.</summary>
    private static T GetResult<T>(Task<T> write) =>
        write.IsCompleted
            ? write.GetAwaiter().GetResult()
            : throw new InvalidOperationException("A write waited for something other than the database.");

    private static bool TryEmptyLog(SqliteConnection connection)
    {
        using var checkpoint = connection.Command("pragma wal_checkpoint(truncate)");
        using var row = checkpoint.ExecuteReader();
        return row.Read() && row.GetInt64(0) == 0;
    }

    private async Task RunVacuumAsync(CancellationToken cancellation)
    {
        try
        {
            using var connection = _connections.Open();

            // The index keeps the hashes of a lead that was removed until it is merged.
            using var merge = connection.Command("insert into lead_index (lead_index) values ('optimize')");
            merge.CommandTimeout = 0;
            merge.ExecuteNonQuery();
            using var vacuum = connection.Command("vacuum");
            vacuum.CommandTimeout = 0;
            vacuum.ExecuteNonQuery();

            // A reader that began before keeps the log with the old pages; reads are short, except of a backup or another program.
            var began = _time.GetTimestamp();
            while (!TryEmptyLog(connection))
            {
                if (_time.GetElapsedTime(began) > ReaderWait)
                {
                    throw new StoreUnavailableException(
                        "Somebody has been reading the database for some time, so its log still holds what was erased. Let backups and "
                            + "other programs that have the file open finish, and run ./leadgate store vacuum."
                    );
                }

                await Task.Delay(ReaderPause, _time, cancellation).ConfigureAwait(false);
            }
        }
        catch (SqliteException e) when (SqliteFailures.IsOutage(e))
        {
            throw new StoreUnavailableException($"The database cannot be vacuumed: {SqliteFailures.Describe(e)}", e);
        }
    }
}
