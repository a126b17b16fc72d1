using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>How the rooms of the store speak to the server: on a connection of the pool, with the store's handling of outages and conflicts.</summary>
/// <param name="connections">Opens them.</param>
/// <param name="availability">Knows whether there is any use in it.</param>
internal sealed class PostgresAccess(PostgresConnections connections, Availability availability)
{
    /// <summary>Runs something on a connection.</summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        availability.ThrowIfAway();
        try
        {
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            return await run(connection).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) && !cancellation.IsCancellationRequested)
        {
            throw availability.Report(e);
        }
        catch (PostgresException e) when (PostgresFailures.IsConflict(e))
        {
            throw PostgresFailures.Unavailable(e);
        }
    }

    /// <summary>Runs something in a transaction that is on disk when it returns, whatever the server's own default is.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> write, CancellationToken cancellation) =>
        RunAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await connection.ExecuteAsync(PostgresConnections.SyncCommit(ofSession: false), cancellation).ConfigureAwait(false);
                var result = await write(connection).ConfigureAwait(false);
                await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                return result;
            },
            cancellation
        );
}
