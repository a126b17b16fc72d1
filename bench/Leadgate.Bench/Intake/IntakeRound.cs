namespace Leadgate.Bench.Intake;

/// <summary>A round of a case: the service, then the same rows with each baseline.</summary>
/// <param name="Load">The load on the service.</param>
/// <param name="Repetition">The baselines.</param>
/// <param name="SyncsPerSecond">How often 4 KiB could be appended and synced per second at that time.</param>
/// <param name="Plain">The same bodies to the plain service, or null if not measured.</param>
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
