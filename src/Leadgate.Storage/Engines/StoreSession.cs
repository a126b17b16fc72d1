using System.Data.Common;

namespace Leadgate.Storage.Engines;

/// <summary>Runs statements on one connection. Not safe for several threads.</summary>
internal abstract class StoreSession
{
    /// <summary>The statements of the search index.</summary>
    public abstract ILeadIndex LeadIndex { get; }

    /// <summary>The rows of a query.</summary>
    public Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> row, CancellationToken cancellation) =>
        ReadAsync(
            statement,
            async (reader, token) =>
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                    rows.Add(row(reader));
                return rows;
            },
            cancellation
        );

    /// <summary>The first row of a query, or the default when there is none.</summary>
    public Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> row, CancellationToken cancellation) =>
        ReadAsync(
            statement,
            async (reader, token) => await reader.ReadAsync(token).ConfigureAwait(false) ? row(reader) : default,
            cancellation
        );

    /// <summary>Reads the rows of a query and returns the result of a function of them.</summary>
    public async Task<T> ReadAsync<T>(
        Statement statement,
        Func<DbDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    )
    {
        var command = CreateCommand(statement);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            return await read(reader, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(command).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(Statement statement, CancellationToken cancellation)
    {
        var command = CreateCommand(statement);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(command).ConfigureAwait(false);
        }
    }

    /// <summary>Runs statements one after the other, in one exchange where there is a server.</summary>
    /// <returns>How many rows they changed.</returns>
    public abstract Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation);

    protected abstract DbCommand CreateCommand(Statement statement);

    /// <summary>Returns a command after its use.</summary>
    protected virtual ValueTask ReleaseAsync(DbCommand command) => command.DisposeAsync();
}
