using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Learns at once that another node has changed lists (PostgreSQL manual, LISTEN).</summary>
internal sealed class ListNotifications(PostgresConnections connections) : IAsyncDisposable
{
    private readonly SemaphoreSlim _single = new(1);
    private readonly CancellationTokenSource _closing = new();
    private NpgsqlConnection? _connection;

    /// <summary>Returns with the next notification, and after <paramref name="atMost"/> in any case.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        await _single.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (_connection is null)
            {
                _connection = await connections.OpenAsync(either.Token).ConfigureAwait(false);
                await _connection.ExecuteAsync($"listen {PostgresSession.ListsChannel}", either.Token).ConfigureAwait(false);

                // Changes from before the connection listened were missed: the caller looks now.
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
            _single.Release();
        }
    }

    /// <summary>Ends waiting and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _single.WaitAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        _single.Dispose();
        _closing.Dispose();
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }
}
