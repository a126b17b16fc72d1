namespace Leadgate.Storage.Engines;

/// <summary>
/// When the next large work may be written. A transaction that took long has delayed the small work that arrived meanwhile. The next one
/// waits for as long as it took, so that a neighbor who sends one bulk after the other does not meet a large one each time. Nobody waits
/// while no small work arrives. Not safe for several threads.
/// </summary>
internal sealed class LargeWorkPace(TimeProvider time)
{
    /// <summary>A transaction of less delays nobody noticeably.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest pause: on a slow disk, large work must not come to a standstill.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(250);

    private TimeSpan _pause;
    private long _since;

    /// <summary>How long no large work should be written from now on.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var remaining = _pause - time.GetElapsedTime(_since);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Large work was written.</summary>
    /// <param name="took">How long it took.</param>
    /// <param name="smallWorkWaits">Whether small work arrived meanwhile.</param>
    public void Wrote(TimeSpan took, bool smallWorkWaits)
    {
        _pause =
            !smallWorkWaits || took < Short ? TimeSpan.Zero
            : took < MaxPause ? took
            : MaxPause;
        _since = time.GetTimestamp();
    }

    /// <summary>Ends the pause, for there will be no more small work.</summary>
    public void Stop() => _pause = TimeSpan.Zero;
}
