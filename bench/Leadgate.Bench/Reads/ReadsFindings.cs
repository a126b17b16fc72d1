namespace Leadgate.Bench.Reads;

/// <summary>What was measured on one engine.</summary>
/// <param name="Engine">Its name and version.</param>
/// <param name="Leads">The leads in the store when the reads began.</param>
/// <param name="Arriving">The leads per second that arrived during the reads.</param>
/// <param name="Behind">How far the follower was behind during the reads, in seconds, smallest first.</param>
/// <param name="With">The intake with the follower, in leads per second, in each round.</param>
/// <param name="Without">The intake while the follower paused.</param>
/// <param name="CaughtUp">The leads per second at which the follower read what was stored before.</param>
/// <param name="ServiceProcessors">The processors that the service used during the reads.</param>
/// <param name="BenchProcessors">The processors that the senders and the reader used, which are one process.</param>
/// <param name="Settings">The settings of a server.</param>
internal sealed record ReadsFindings(
    string Engine,
    long Leads,
    double Arriving,
    IReadOnlyList<ReadTimes> Reads,
    double[] Behind,
    IReadOnlyList<double> With,
    IReadOnlyList<double> Without,
    double CaughtUp,
    double ServiceProcessors,
    double BenchProcessors,
    string? Settings
);
