namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Knows whether the server can be read and written, so that nobody waits for one that is known to be away: from the first failure on
/// everything is refused at once, until a probe in the background succeeds. A server that only cannot write is still read.
/// </summary>
internal sealed class Availability : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Action _forget;
    private readonly Func<CancellationToken, Task> _probe;
    private readonly SemaphoreSlim _failed = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _probing;
    private volatile Away? _away;
    private volatile int _outages;

    /// <param name="forget">
    /// Drops connections from before the failure: one of them would report the same failure again when the server is back.
    /// </param>
    /// <param name="probe">Returns when the server can be written to; throws when not.</param>
    public Availability(Action forget, Func<CancellationToken, Task> probe)
    {
        _forget = forget;
        _probe = probe;
        _probing = Task.Run(ProbeAsync);
    }

    /// <summary>How many outages there have been: a connection from before the last one is useless.</summary>
    public int Outages => _outages;

    /// <summary>Throws when the server is known not to take writes.</summary>
    public void ThrowIfNotWritable()
    {
        if (_away is { } away)
            throw new StoreUnavailableException(away.Reason.Message, away.Reason);
    }

    /// <summary>Throws when the server is known to be away altogether.</summary>
    public void ThrowIfAway()
    {
        if (_away is { CanBeRead: false })
            ThrowIfNotWritable();
    }

    /// <summary>Notes a failure.</summary>
    /// <returns>What callers get.</returns>
    public StoreUnavailableException Report(Exception failure)
    {
        var away = Away.From(failure);
        if (Interlocked.CompareExchange(ref _away, away, null) is not null)
            return away.Reason;
        Interlocked.Increment(ref _outages);
        _failed.Release();
        return away.Reason;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _probing.ConfigureAwait(false);
        _stopping.Dispose();
        _failed.Dispose();
    }

    private async Task ProbeAsync()
    {
        try
        {
            while (true)
            {
                await _failed.WaitAsync(_stopping.Token).ConfigureAwait(false);
                _forget();
                while (!await IsBackAsync().ConfigureAwait(false))
                    await Task.Delay(Interval, _stopping.Token).ConfigureAwait(false);
                _away = null;
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The store is closing.
        }
    }

    private async Task<bool> IsBackAsync()
    {
        try
        {
            await _probe(_stopping.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e))
        {
            _away = Away.From(e);
            return false;
        }
    }

    private sealed record Away(StoreUnavailableException Reason, bool CanBeRead)
    {
        public static Away From(Exception failure) => new(PostgresFailures.Unavailable(failure), PostgresFailures.LeavesReading(failure));
    }
}
