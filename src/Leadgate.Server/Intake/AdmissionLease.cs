using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// The permits or the place, the turns, and the memory of one bulk. It has permits or a place while it is processed, a turn while it uses
/// the processor, and memory from its first byte until its response has been written. Not thread-safe.
/// </summary>
/// <param name="sender">What its sender has and has used.</param>
/// <param name="bodyLength">The size of its body as it is sent, or null if that is not known.</param>
/// <param name="order">Where it stands among the bulks of its sender.</param>
internal sealed class AdmissionLease(AdmissionControl admission, SenderShare sender, long? bodyLength, long order) : IDisposable
{
    /// <summary>A body that has arrived whole and is not larger than this is small.</summary>
    public const int SmallBody = 64 * 1024;

    /// <summary>The server buffers as much of a body that nobody reads, so a large bulk that waits uses as much memory.</summary>
    private const long ServerBuffer = 1024 * 1024;

    private Hold _hold;
    private int _permits;
    private double _cost;
    private double _charged;
    private long _reservedBytes;
    private long _turnBegan;
    private double _processorBefore;
    private bool _isTurn;
    private double _used;

    /// <summary>
    /// How long in total the bulk keeps its place while it waits for its sender. Even a fast sender pauses for moments; releasing the
    /// place each time would admit ever more bulks that all remain half done.
    /// </summary>
    private TimeSpan _remainingWait = TimeSpan.FromMilliseconds(20);

    private enum Hold
    {
        Nothing,
        Permits,
        Place,
    }

    public TimeProvider Time => admission.Time;

    /// <summary>How much of the body has been read.</summary>
    public long BodyBytes { get; set; }

    /// <summary>How long the current turn has lasted.</summary>
    public TimeSpan UsedOfTurn => Time.GetElapsedTime(_turnBegan);

    /// <summary>Why the bulk is refused before anything of it is read, or null.</summary>
    public Problem? CheckAdmission() => admission.CheckAdmission(sender, isSmall: bodyLength <= SmallBody);

    /// <summary>Acquires permits for a small bulk, or a place for a large one, unless the bulk has them.</summary>
    /// <param name="arrivedBytes">How much of its body has arrived.</param>
    /// <param name="isWhole">Whether that is all of it.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public async ValueTask<Problem?> AcquirePermitsAsync(int arrivedBytes, bool isWhole, CancellationToken cancellation)
    {
        if (_hold != Hold.Nothing)
            return null;
        if (!isWhole || arrivedBytes > SmallBody || !admission.IsUrgent(sender, arrivedBytes, out _cost))
            return await AcquirePlaceAsync(cancellation);
        (_permits, _charged) = (admission.PermitsFor(arrivedBytes), _cost);
        if (!await admission.AcquireAsync(sender, _permits, _cost, cancellation))
            return AdmissionControl.NoPermits;
        _hold = Hold.Permits;
        return null;
    }

    /// <summary>Reserves the memory of a bulk that has grown.</summary>
    /// <param name="bytes">The memory that the bulk needs in total.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public Problem? ReserveMemory(long bytes)
    {
        if (!admission.TryReserveMemory(sender, bytes - _reservedBytes, _reservedBytes))
            return AdmissionControl.NoMemory;
        _reservedBytes = bytes;
        return null;
    }

    /// <summary>Reserves memory in addition to what the bulk has; false when it must be refused.</summary>
    public bool TryReserveMore(long bytes) => ReserveMemory(_reservedBytes + bytes) is null;

    /// <summary>Reads what arrives next. A bulk that has to wait for its sender releases its place.</summary>
    /// <returns>The number of bytes read; 0 at the end.</returns>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        var read = body.ReadAsync(buffer, cancellation);
        return read.IsCompleted || _hold == Hold.Nothing ? read : WaitForSenderAsync(read.AsTask(), cancellation);
    }

    /// <summary>Begins to use the processor, up to <see cref="EndTurn"/> on the same thread. A large bulk waits for its turn.</summary>
    public async ValueTask BeginTurnAsync(CancellationToken cancellation)
    {
        if (_hold == Hold.Place)
        {
            await admission.BeginTurnAsync(sender, order, cancellation);
            _isTurn = true;
        }

        (_turnBegan, _processorBefore) = (Time.GetTimestamp(), ThreadClock.Microseconds);
    }

    /// <summary>
    /// When the turn is over, lets everything run first that waits for a thread, and other large bulks whose turn it is. A small bulk that
    /// takes longer than a turn is no longer treated as one.
    /// </summary>
    public async ValueTask YieldAsync(CancellationToken cancellation)
    {
        if (UsedOfTurn < AdmissionControl.TurnLength)
            return;
        cancellation.ThrowIfCancellationRequested();
        EndTurn();
        await Task.Yield();
        if (_hold == Hold.Permits)
        {
            ReleasePermits();
            await admission.AcquirePlaceAsync(sender, order, isResuming: true, cancellation);
            _hold = Hold.Place;
        }

        await BeginTurnAsync(cancellation);
    }

    /// <summary>Ends a turn, and passes it on.</summary>
    public void EndTurn()
    {
        // After a failure, it may end on another thread.
        var used = Math.Clamp(ThreadClock.Microseconds - _processorBefore, 0, UsedOfTurn.TotalMicroseconds);
        _used += used;
        if (_isTurn)
        {
            _isTurn = false;
            admission.EndTurn(sender, used);
        }
        else
        {
            admission.Correct(sender, _charged, used);
            _charged = 0;
        }
    }

    /// <summary>Releases the permits or the place.</summary>
    public void ReleasePermits()
    {
        if (_isTurn)
            EndTurn();
        if (_hold == Hold.Permits)
            admission.Release(sender, _permits, _cost);
        else if (_hold == Hold.Place)
            admission.ReleasePlace(sender);
        _hold = Hold.Nothing;
    }

    /// <summary>Releases everything, and learns what the bulk took, for the estimate of the next ones of its sender.</summary>
    public void Dispose()
    {
        ReleasePermits();
        if (_used > 0)
            admission.Learn(sender, BodyBytes, _used);
        _used = 0;
        admission.ReleaseMemory(sender, _reservedBytes);
        _reservedBytes = 0;
    }

    private async ValueTask<Problem?> AcquirePlaceAsync(CancellationToken cancellation)
    {
        if (!admission.TryAcquirePlace(sender))
        {
            var buffered = Math.Min(bodyLength ?? ServerBuffer, ServerBuffer);
            if (!TryReserveMore(buffered))
                return AdmissionControl.NoMemory;
            try
            {
                if (!await admission.AcquirePlaceAsync(sender, order, isResuming: false, cancellation))
                    return AdmissionControl.NoPermits;
            }
            finally
            {
                _reservedBytes -= buffered;
                admission.ReleaseMemory(sender, buffered);
            }
        }

        _hold = Hold.Place;
        return null;
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
        await admission.AcquirePlaceAsync(sender, order, isResuming: true, cancellation);
        _hold = Hold.Place;
        return count;
    }
}
