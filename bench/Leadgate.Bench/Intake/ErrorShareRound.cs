namespace Leadgate.Bench.Intake;

/// <summary>A round of the service alone: the same number of bulks without errors, and then with them.</summary>
/// <param name="Valid">The load of valid leads.</param>
/// <param name="WithErrors">The load in which some leads have errors.</param>
internal sealed record ErrorShareRound(LoadResult Valid, LoadResult WithErrors)
{
    public double Ratio => WithErrors.PerSecond / Valid.PerSecond;
}
