namespace Leadgate.Bench.Intake;

internal readonly record struct BaselineResult(long Leads, double Seconds)
{
    public double PerSecond => Leads / Seconds;
}
