using System.Data.Common;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Work;

/// <summary>
/// A table of work that takes long, and which node works on which: a node owns a row for a time and prolongs that, and when it is killed,
/// another one goes on. The columns <c>id</c>, <c>sender</c>, <c>owner</c>, and <c>owned_until</c> are the same in each such table.
/// </summary>
/// <param name="columns">The columns that <paramref name="read"/> takes.</param>
/// <param name="isShown">The condition of rows that can be found.</param>
/// <param name="isOpen">The condition of rows on which something is left to do.</param>
internal abstract class WorkStore<T>(
    IStoreEngine engine,
    string table,
    string columns,
    string isShown,
    string isOpen,
    Func<DbDataReader, T> read
)
    where T : class
{
    protected IStoreEngine Engine { get; } = engine;

    private readonly string _find = $"select {columns} from {table} where id = @id and {isShown}";

    private readonly string _selectLast = $"""
        select {columns} from {table} where id < @before and (@all or sender = @sender) and {isShown} order by id desc limit @limit
        """;

    private readonly string _claim = $"""
        update {table} set owner = @owner, owned_until = @until
        where id = @id and {isOpen} and (owner is null or owner = @owner or owned_until < @now)
        """;

    private readonly string _release = $"update {table} set owner = null, owned_until = null where owner = @owner";

    public Task<T?> FindAsync(long id, CancellationToken cancellation) =>
        Engine.ReadAsync((session, token) => session.FindAsync(CreateFind(id), read, token), cancellation);

    /// <summary>A row as it is within a transaction.</summary>
    protected Task<T?> FindAsync(StoreTransaction transaction, long id, CancellationToken cancellation) =>
        transaction.FindAsync(CreateFind(id), read, cancellation);

    /// <summary>The last ones, newest first.</summary>
    /// <param name="sender">Those of a sender only; null for all.</param>
    /// <param name="before">Only those before this one; null for the newest.</param>
    public Task<List<T>> ReadLastAsync(string? sender, long? before, int limit, CancellationToken cancellation) =>
        Engine.ReadAsync(
            (session, token) =>
                session.QueryAsync(
                    new Statement(
                        _selectLast,
                        ("@before", before ?? long.MaxValue),
                        ("@all", sender is null),
                        ("@sender", sender),
                        ("@limit", limit)
                    ),
                    read,
                    token
                ),
            cancellation
        );

    /// <summary>Takes a row for a node, or prolongs that.</summary>
    /// <param name="owner">The name of the node.</param>
    /// <param name="until">When another node may take it, UTC.</param>
    /// <returns>The row as it is then, or null if nothing is left to do or another node has it.</returns>
    public Task<T?> ClaimAsync(long id, string owner, DateTime now, DateTime until, CancellationToken cancellation) =>
        Engine.WriteAsync(
            async (transaction, token) =>
            {
                var claim = new Statement(_claim, ("@id", id), ("@owner", owner), ("@now", now), ("@until", until));
                return await transaction.ExecuteAsync(claim, token).ConfigureAwait(false) > 0
                    ? await FindAsync(transaction, id, token).ConfigureAwait(false)
                    : null;
            },
            cancellation
        );

    /// <summary>Lets other nodes take what a node owns.</summary>
    public Task ReleaseAsync(string owner, CancellationToken cancellation) =>
        Engine.ExecuteAsync([new Statement(_release, ("@owner", owner))], cancellation);

    private Statement CreateFind(long id) => new(_find, ("@id", id));
}
