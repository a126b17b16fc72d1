namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Tracks whether the server can be read and written, so that no request waits for an unavailable server: after the first failure
/// everything is rejected at once, until a probe in the background succeeds. A server that only cannot be written is still read.
/// </summary>
internal sealed class Availability : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Action _forget;
    private readonly Func<CancellationToken, Task> _probe;
    private readonly SemaphoreSlim _failed = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _probing;
    private volatile Outage? _outage;
    private volatile int _outages;

    /// <param name="forget">
    /// Drops connections from before the failure: one of them would report the same failure again when the server is available.
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

    /// <summary>Throws while the server cannot be written.</summary>
    public void ThrowIfNotWritable()
    {
        if (_outage is { } outage)
            throw new StoreUnavailableException(outage.Reason.Message, outage.Reason);
    }

    /// <summary>Throws while the server can be neither read nor written.</summary>
    public void ThrowIfUnavailable()
    {
        if (_outage is { CanBeRead: false })
            ThrowIfNotWritable();
    }

    /// <summary>Records a failure.</summary>
    /// <returns>The exception for the callers.</returns>
    public StoreUnavailableException Report(Exception failure)
    {
        var outage = Outage.From(failure);
        if (Interlocked.CompareExchange(ref _outage, outage, null) is not null)
            return outage.Reason;
        Interlocked.Increment(ref _outages);
        _failed.Release();
        return outage.Reason;
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
                _outage = null;
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
            _outage = Outage.From(e);
            return false;
        }
    }

    private sealed record Outage(StoreUnavailableException Reason, bool CanBeRead)
    {
        public static Outage From(Exception failure) => new(PostgresFailures.Unavailable(failure), PostgresFailures.LeavesReading(failure));
    }
}
