namespace Leadgate.Bench.Drills.Soak;

/// <summary>The memory of the longest-lived process after its warm-up, in MiB.</summary>
/// <param name="Minutes">The time between the first and the last sample.</param>
/// <param name="FirstThird">The median of the first third of the samples.</param>
/// <param name="LastThird">The median of the last third.</param>
/// <param name="PerMinute">The growth, by least squares.</param>
internal sealed record MemoryTrend(
    double Minutes,
    double First,
    double Median,
    double Max,
    double Last,
    double FirstThird,
    double LastThird,
    double PerMinute
)
{
    private const double WarmUpSeconds = 60;
    private const double MinMinutes = 5;

    /// <summary>Growth below this share of the first third is normal with garbage collection.</summary>
    private const double Tolerance = 0.1;

    public string Verdict =>
        Minutes < MinMinutes ? "too short to say"
        : LastThird <= FirstThird * (1 + Tolerance) ? "flat"
        : "GROWS";

    /// <param name="samples">Samples with their time, the number of the process, and its memory in bytes.</param>
    public static MemoryTrend From(IReadOnlyList<(double Seconds, int Process, long Bytes)> samples)
    {
        var longest = samples.GroupBy(sample => sample.Process).MaxBy(life => life.Last().Seconds - life.First().Seconds)!.ToList();

        // A short run has a shorter warm-up.
        var warm = longest[0].Seconds + Math.Min(WarmUpSeconds, (longest[^1].Seconds - longest[0].Seconds) / 4);
        var (minutes, sizes) = (new List<double>(), new List<double>());
        foreach (var (seconds, _, bytes) in longest.Where(sample => sample.Seconds >= warm))
        {
            minutes.Add(seconds / 60);
            sizes.Add(bytes / (double)(1 << 20));
        }

        var third = Math.Max(1, sizes.Count / 3);
        var (meanMinute, meanSize) = (minutes.Average(), sizes.Average());
        var spread = minutes.Sum(minute => (minute - meanMinute) * (minute - meanMinute));
        var slope = spread == 0 ? 0 : minutes.Zip(sizes, (minute, size) => (minute - meanMinute) * (size - meanSize)).Sum() / spread;
        return new MemoryTrend(
            minutes[^1] - minutes[0],
            sizes[0],
            GetMedian(sizes),
            sizes.Max(),
            sizes[^1],
            GetMedian(sizes.Take(third)),
            GetMedian(sizes.TakeLast(third)),
            slope
        );
    }

    private static double GetMedian(IEnumerable<double> sizes) => Spread.From(sizes, size => size).Median;
}
