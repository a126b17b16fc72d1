using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// The permits and the memory of one bulk. It has permits while it is processed, and memory from its first byte until its response has
/// been written. Not thread-safe.
/// </summary>
internal sealed class AdmissionLease(AdmissionControl admission) : IDisposable
{
    private int _permits;
    private bool _hasPermits;
    private long _reservedBytes;

    /// <summary>
    /// How long in total the bulk keeps its permits while it waits for its sender. Even a fast sender pauses for moments; releasing the
    /// permits each time would admit ever more bulks that all remain half done.
    /// </summary>
    private TimeSpan _remainingWait = TimeSpan.FromMilliseconds(20);

    public TimeProvider Time => admission.Time;

    /// <summary>Acquires permits for as much of the body as has arrived, unless the bulk has permits.</summary>
    /// <returns>Why the bulk is refused, or null.</returns>
    public async ValueTask<Problem?> AcquirePermitsAsync(int arrivedBytes, CancellationToken cancellation)
    {
        if (_hasPermits)
            return null;
        _permits = admission.PermitsFor(arrivedBytes);
        _hasPermits = await admission.AcquireAsync(_permits, cancellation);
        return _hasPermits ? null : AdmissionControl.NoPermits;
    }

    /// <summary>Reserves the memory of a bulk that has grown.</summary>
    /// <param name="bytes">The memory that the bulk needs in total.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public Problem? ReserveMemory(long bytes)
    {
        if (!admission.TryReserveMemory(bytes - _reservedBytes, _reservedBytes))
            return AdmissionControl.NoMemory;
        _reservedBytes = bytes;
        return null;
    }

    /// <summary>Reserves memory in addition to what the bulk has; false when it must be refused.</summary>
    public bool TryReserveMore(long bytes) => ReserveMemory(_reservedBytes + bytes) is null;

    /// <summary>Reads what arrives next. A bulk that has to wait for its sender releases its permits.</summary>
    /// <returns>The number of bytes read; 0 at the end.</returns>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = body.ReadAsync(buffer, cancellation);
        return read.IsCompleted || !_hasPermits ? read : WaitForSenderAsync(read.AsTask(), cancellation);
    }

    public void ReleasePermits()
    {
        if (_hasPermits)
            admission.Release(_permits);
        _hasPermits = false;
    }

    /// <summary>Releases everything.</summary>
    public void Dispose()
    {
        ReleasePermits();
        admission.ReleaseMemory(_reservedBytes);
        _reservedBytes = 0;
    }

    private async ValueTask<int> WaitForSenderAsync(Task<int> read, CancellationToken cancellation)
    {
        if (_remainingWait > TimeSpan.Zero)
        {
            var start = admission.Time.GetTimestamp();
            using var arrived = new CancellationTokenSource();
            await Task.WhenAny(read, Task.Delay(_remainingWait, admission.Time, arrived.Token));
            await arrived.CancelAsync();
            _remainingWait -= admission.Time.GetElapsedTime(start);
        }

        if (read.IsCompleted)
            return await read;
        ReleasePermits();
        var count = await read;
        await admission.ReacquireAsync(_permits, cancellation);
        _hasPermits = true;
        return count;
    }
}
