using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>
/// How much the follower does at once, and how long it pauses after it. The intake comes first when it could use what the follower takes:
/// then the follower takes a sixteenth of the time, falls behind, and catches up when less arrives.
/// </summary>
/// <param name="delaysBulks">Whether every bulk waits while the follower writes.</param>
/// <param name="readUse">How much of what the intake may process at once it does process, from 0 to 1.</param>
internal sealed class FollowerPace(bool delaysBulks, Func<double> readUse, TimeProvider time)
{
    /// <summary>Smaller ones cost several times as much for each lead (docs/performance.md).</summary>
    public const int MinPortion = 500;

    public const int MaxPortion = 4000;

    /// <summary>How long it pauses after a portion, in times of how long that took: only where bulks wait while it writes.</summary>
    private readonly double _pauseFactor = delaysBulks ? 0.1 : 0;

    /// <summary>The same when the intake comes first. What the follower takes costs the intake more than that time.</summary>
    private const double YieldFactor = 15;

    /// <summary>
    /// When so much of what the intake may process at once is in progress, senders wait for it, and would wait longer for what the follower
    /// takes. How many leads arrive says less: as many arrive when the follower slows down senders that could send twice as many.
    /// </summary>
    private readonly double _busyUse = delaysBulks ? 0.5 : 0.55;

    /// <summary>
    /// The intake stays busy until no more than this is in progress. When the follower leaves it the processors, bulks take less time and
    /// fewer are in progress, although as many senders as before could send more. A server that takes its time for each commit has nearly
    /// half in progress also when senders have no more to send; with a lower limit the follower would yield to nobody, and stay behind.
    /// </summary>
    private readonly double _quietUse = delaysBulks ? 0.3 : 0.5;

    /// <summary>When following takes less than this share of the time, the intake gains too little by its pauses.</summary>
    private const double SmallShare = 0.3;

    /// <summary>
    /// When following would take more than this share of the time, it cannot keep up in any case. On a busy server everything takes longer
    /// than it would alone, without being too much.
    /// </summary>
    private readonly double _tooMuch = delaysBulks ? 1 : 2;

    /// <summary>
    /// Bulks wait while it writes, or else only corrections and erasures do. A dozen exchanges with the server are a portion of any size,
    /// and on a busy machine each of them waits for a processor, so that small portions are what makes it fall behind.
    /// </summary>
    private readonly TimeSpan _maxWriting = TimeSpan.FromMilliseconds(delaysBulks ? 15 : 250);

    /// <summary>The weight of the last portion in what is known of how long a lead takes.</summary>
    private const double Newest = 0.2;

    /// <summary>When it has caught up, it waits for more to do at once.</summary>
    private static readonly TimeSpan CollectPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(200);

    /// <summary>The time over which the use of the intake is averaged.</summary>
    private static readonly TimeSpan UseSpan = TimeSpan.FromSeconds(1);

    private readonly ArrivalRate _arriving = new(time);
    private TimeSpan _perLead;
    private double _share;
    private double _use;
    private bool _isBusy;
    private long _looked = time.GetTimestamp();

    /// <summary>How many leads to follow at once.</summary>
    public int Portion { get; private set; } = MinPortion;

    /// <summary>Whether to leave the processors to the intake.</summary>
    public bool IntakeComesFirst => _share > _tooMuch || (_share > SmallShare && _isBusy);

    /// <summary>Looks at the intake, which is to be done some times a second.</summary>
    public void Look()
    {
        var now = time.GetTimestamp();
        _use += (readUse() - _use) * (1 - Math.Exp(-(time.GetElapsedTime(_looked, now) / UseSpan)));
        _isBusy = _use > (_isBusy ? _quietUse : _busyUse);
        _looked = now;
    }

    /// <summary>Learns from a portion.</summary>
    /// <param name="took">How long it took, without waiting for others who write.</param>
    /// <returns>How long to pause.</returns>
    public TimeSpan Note(FollowedPortion done, TimeSpan took)
    {
        Look();
        if (done.IsIdle)
            return IdlePause;

        // What a small portion takes says nothing about what a lead takes.
        var weight = Newest * Math.Min(1, (double)done.Leads / Portion);
        _perLead = (_perLead * (1 - weight)) + (took / Math.Max(1, done.Leads) * weight);
        _share = _arriving.Note(done) * _perLead.TotalSeconds;
        Portion =
            done.Writing > _maxWriting ? Math.Max(MinPortion, Portion * 2 / 3)
            : done.Leads > Portion / 2 && done.Writing < _maxWriting / 2 ? Math.Min(MaxPortion, Portion * 5 / 4)
            : Portion;
        return done.HasMore ? took * (IntakeComesFirst ? YieldFactor : _pauseFactor) : CollectPause;
    }
}
