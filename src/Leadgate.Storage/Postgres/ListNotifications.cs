using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>Hears at once when another node changes lists (PostgreSQL manual, LISTEN).</summary>
/// <param name="connections">Where its connection comes from.</param>
internal sealed class ListNotifications(PostgresConnections connections) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _closing = new();
    private NpgsqlConnection? _connection;

    /// <summary>Returns with the next notification, or after a while without one.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        await _one.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (_connection is null)
            {
                _connection = await connections.OpenAsync(either.Token).ConfigureAwait(false);
                await _connection.ExecuteAsync($"listen {PostgresLists.Channel}", either.Token).ConfigureAwait(false);

                // What was told before somebody listened was not heard: this look is for it.
                return;
            }

            await _connection.WaitAsync(atMost, either.Token).ConfigureAwait(false);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Ends whoever still waits, and lets go of the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _one.WaitAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        _one.Dispose();
        _closing.Dispose();
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }
}
