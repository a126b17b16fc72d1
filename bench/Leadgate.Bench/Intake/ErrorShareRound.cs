namespace Leadgate.Bench.Intake;

/// <summary>A round without baselines: valid bulks, then the same number of bulks with errors.</summary>
internal sealed record ErrorShareRound(LoadResult Valid, LoadResult WithErrors)
{
    public double Ratio => WithErrors.PerSecond / Valid.PerSecond;
}
