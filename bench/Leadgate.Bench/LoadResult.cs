namespace Leadgate.Bench;

/// <summary>The result of a load.</summary>
/// <param name="Responses">The number of requests that were sent and answered as expected.</param>
/// <param name="Seconds">The time from the first request to the last response.</param>
/// <param name="Waits">The response times in seconds, shortest first.</param>
internal sealed record LoadResult(int Responses, double Seconds, double[] Waits)
{
    public double PerSecond => Responses / Seconds;

    /// <summary>A quantile of the response times, in seconds.</summary>
    public double Wait(double share) => Waits[(int)Math.Min(Waits.Length - 1, share * Waits.Length)];
}
