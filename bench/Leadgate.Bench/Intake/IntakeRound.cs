namespace Leadgate.Bench.Intake;

/// <summary>A round of one case: the service, then the same rows by each baseline.</summary>
/// <param name="Load">What the senders saw.</param>
/// <param name="ServiceProcessorSeconds">Processor time of the service.</param>
/// <param name="Repetition">The rows, and what the baselines did with them.</param>
/// <param name="SyncsPerSecond">How often a second 4 KiB could be appended and synced at that time.</param>
/// <param name="Plain">The same bodies into the plain service; null where that is not measured.</param>
internal sealed record IntakeRound(
    LoadResult Load,
    double ServiceProcessorSeconds,
    Repetition Repetition,
    double SyncsPerSecond,
    LoadResult? Plain
)
{
    public long Leads => Repetition.Leads;

    public double PerSecond => Leads / Load.Seconds;
}
