namespace Leadgate.Bench;

/// <summary>What a load met.</summary>
/// <param name="Answers">How many requests were sent and answered as they should be.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Waits">How long each answer took, in seconds, shortest first.</param>
internal sealed record LoadResult(int Answers, double Seconds, double[] Waits)
{
    public double PerSecond => Answers / Seconds;

    /// <summary>The time that a share of the answers kept within, in seconds.</summary>
    public double Wait(double share) => Waits[(int)Math.Min(Waits.Length - 1, share * Waits.Length)];
}
