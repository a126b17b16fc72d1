using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>How the rooms of the store read: on a connection of their own, with the store's handling of outages.</summary>
/// <param name="connections">Opens them.</param>
internal sealed class SqliteRead(SqliteConnections connections)
{
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) =>
        RunAsync(connection => Task.FromResult(read(connection)), cancellation);

    public async Task<T> RunAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await using var connection = connections.Open();
            return await read(connection).ConfigureAwait(false);
        }
        catch (SqliteException e) when (SqliteConnections.IsOutage(e))
        {
            throw new StoreUnavailableException($"The database cannot be read: {SqliteConnections.Reason(e)}", e);
        }
    }
}
