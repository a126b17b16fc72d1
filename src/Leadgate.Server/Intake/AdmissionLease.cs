using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>What one bulk has of the <see cref="AdmissionControl"/>: places and memory, from its first byte until it is finished. Not for several threads at once.</summary>
/// <param name="gate">The gate.</param>
internal sealed class AdmissionLease(AdmissionControl gate) : IDisposable
{
    private int _places;
    private bool _isTaken;
    private long _held;

    /// <summary>
    /// So long in all the places are kept while the sender is waited for. Somebody quick pauses for moments, and giving its places away each
    /// time would let in ever more bulks that are all half done.
    /// </summary>
    private TimeSpan _patience = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes places, unless there are some already.</summary>
    /// <param name="bytes">How much of the bulk is there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public async ValueTask<Problem?> TakeAsync(int bytes, CancellationToken cancellation)
    {
        if (_isTaken)
            return null;
        _places = gate.PermitsFor(bytes);
        _isTaken = await gate.EnterAsync(_places, cancellation);
        return _isTaken ? null : AdmissionControl.NoPermit;
    }

    /// <summary>Holds as much memory as a bulk needs that has grown.</summary>
    /// <param name="bytes">All that it needs.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public Problem? Hold(long bytes)
    {
        if (!gate.TryHold(bytes - _held, _held))
            return AdmissionControl.NoMemory;
        _held = bytes;
        return null;
    }

    /// <summary>Reads what comes next. While it does not come, others have the places.</summary>
    /// <param name="body">The body.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many bytes came; 0 at the end.</returns>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = body.ReadAsync(buffer, cancellation);
        return read.IsCompleted || !_isTaken ? read : WaitForSenderAsync(read.AsTask(), cancellation);
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        if (_isTaken)
            gate.Leave(_places);
        _isTaken = false;
        gate.Release(_held);
        _held = 0;
    }

    private async ValueTask<int> WaitForSenderAsync(Task<int> read, CancellationToken cancellation)
    {
        if (_patience > TimeSpan.Zero)
        {
            var start = gate.Time.GetTimestamp();
            using var came = new CancellationTokenSource();
            await Task.WhenAny(read, Task.Delay(_patience, gate.Time, came.Token));
            await came.CancelAsync();
            _patience -= gate.Time.GetElapsedTime(start);
        }

        if (read.IsCompleted)
            return await read;
        gate.Leave(_places);
        _isTaken = false;
        var count = await read;
        await gate.ReturnAsync(_places, cancellation);
        _isTaken = true;
        return count;
    }
}
