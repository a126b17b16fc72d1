namespace Leadgate.Bench.Intake;

/// <summary>What a baseline did.</summary>
/// <param name="Leads">Leads inserted.</param>
/// <param name="Seconds">How long it took.</param>
internal readonly record struct BaselineResult(long Leads, double Seconds)
{
    public double PerSecond => Leads / Seconds;
}
