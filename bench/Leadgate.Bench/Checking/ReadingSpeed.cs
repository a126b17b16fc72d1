namespace Leadgate.Bench.Checking;

/// <param name="Bodies">The number of bodies that were read.</param>
/// <param name="Allocated">Allocated bytes.</param>
internal sealed record ReadingSpeed(int Bodies, double Seconds, long Allocated)
{
    public double BodiesPerSecond => Bodies / Seconds;

    public double AllocatedPerBody => (double)Allocated / Bodies;
}
