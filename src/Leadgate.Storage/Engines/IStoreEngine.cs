namespace Leadgate.Storage.Engines;

/// <summary>
/// A database engine: where statements run and what differs between SQLite and PostgreSQL. The stores (<see cref="Keys.ApiKeyStore"/> and
/// its neighbours) hold the SQL, once for both engines. Every member is safe for all threads, and throws <see
/// cref="StoreUnavailableException"/> when the database cannot do its work now.
/// </summary>
internal interface IStoreEngine : IAsyncDisposable
{
    /// <summary>
    /// Whether no bulk is dated earlier than one with a smaller id, so that a span of time is a span of ids. That holds where one process
    /// writes and its clock was never set back, and not where the clocks of several do.
    /// </summary>
    bool IdsFollowTime { get; }

    /// <summary>Whether one transaction writes at a time, so that whoever writes delays every bulk.</summary>
    bool HasOneWriter { get; }

    /// <summary>The machine's time, UTC, which may go back.</summary>
    DateTime ReadClock();

    /// <summary>Runs statements on a reader's connection, without a transaction.</summary>
    Task<T> ReadAsync<T>(Func<StoreSession, CancellationToken, Task<T>> read, CancellationToken cancellation);

    /// <summary>
    /// Runs statements in a transaction and returns when it is on disk. <paramref name="write"/> may run more than once, and must do
    /// nothing but run statements: on SQLite it runs on the thread of the only writer, which every bulk waits for.
    /// </summary>
    Task<T> WriteAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation);

    /// <summary>
    /// As <see cref="WriteAsync"/>, for what is derived from other data together with how far it is derived: a power failure may undo the
    /// last transactions, which are then done again. So nothing waits for the disk where the engine can leave that out.
    /// </summary>
    Task<T> WriteDerivedAsync<T>(Func<StoreTransaction, CancellationToken, Task<T>> write, CancellationToken cancellation);

    /// <summary>
    /// Runs statements together, in one exchange where there is a server. Whether they are on disk when this returns is up to the server's
    /// settings: for what may be lost.
    /// </summary>
    Task ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation);

    /// <summary>
    /// Stores a bulk, see <see cref="ILeadStore.AppendAsync"/>. The only write that each engine implements itself, for speed.
    /// </summary>
    Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation);

    /// <summary>Returns when another process may have changed the lists, and after <paramref name="atMost"/> in any case.</summary>
    Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation);

    /// <summary>Replaces the samples of values that the engine keeps for planning queries: they may be of what was erased since.</summary>
    Task RenewStatisticsAsync(CancellationToken cancellation);

    /// <summary>Rewrites the tables that hold data of persons, so that nothing that was deleted is left on the disk.</summary>
    Task VacuumAsync(CancellationToken cancellation);
}
