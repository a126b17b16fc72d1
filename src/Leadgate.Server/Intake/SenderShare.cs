namespace Leadgate.Server.Intake;

/// <summary>
/// What one sender has and has used of the processors and of the memory for bulks. Guarded by the lock of <see cref="AdmissionControl"/>.
/// </summary>
/// <remarks>
/// A sender is a name: several API keys of one name share, and so do all requests without a key.
/// </remarks>
internal sealed class SenderShare
{
    /// <summary>Before anything is known of a sender: what an ordinary lead costs.</summary>
    private const double UsualMicrosecondsPerKibibyte = 25;

    /// <summary>The share of what was learned that each further bulk leaves: about the last eight count.</summary>
    private const double Remembered = 7.0 / 8;

    /// <summary>The smallest weight of a bulk, so that empty bodies do not dilute what was learned.</summary>
    private const double LeastKibibytes = 0.25;

    private double _microseconds;
    private double _kibibytes;

    /// <summary>
    /// The processor time used, in microseconds, as far as it counts for whose turn it is: whoever has used least is next. It never falls
    /// far behind that of the others, see <see cref="CatchUp"/>.
    /// </summary>
    public double Used { get; private set; }

    /// <summary>The memory that the unfinished bulks of the sender use.</summary>
    public long ReservedBytes { get; set; }

    /// <summary>The number of large bulks that are being processed.</summary>
    public int LargeInProgress { get; set; }

    /// <summary>The estimated processor time of its small bulks in progress, in microseconds.</summary>
    public double UrgentCost { get; set; }

    /// <summary>When a small bulk of the sender was last refused for lack of permits; 0 if never.</summary>
    public long LastRefusal { get; set; }

    /// <summary>About how much processor time a body takes, in microseconds.</summary>
    public double EstimateCost(long bytes) => bytes / 1024.0 * (_kibibytes > 0 ? _microseconds / _kibibytes : UsualMicrosecondsPerKibibyte);

    /// <summary>Learns what a body took, for the estimate of the next ones.</summary>
    public void Learn(long bytes, double microseconds)
    {
        _microseconds = (_microseconds * Remembered) + microseconds;
        _kibibytes = (_kibibytes * Remembered) + Math.Max(LeastKibibytes, bytes / 1024.0);
    }

    public void Charge(double microseconds) => Used += microseconds;

    /// <summary>Whoever sends little has a short precedence over the others, but saves up no more than that.</summary>
    /// <param name="least">What the sender counts as having used at least.</param>
    public void CatchUp(double least) => Used = Math.Max(Used, least);
}
