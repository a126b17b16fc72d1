namespace Leadgate.Bench.Checking;

/// <summary>One way of reading, in one round.</summary>
/// <param name="Bodies">How many bodies were read.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Allocated">Bytes allocated.</param>
internal sealed record ReadingSpeed(int Bodies, double Seconds, long Allocated)
{
    public double BodiesPerSecond => Bodies / Seconds;

    public double AllocatedPerBody => (double)Allocated / Bodies;
}
