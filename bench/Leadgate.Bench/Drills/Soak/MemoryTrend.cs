namespace Leadgate.Bench.Drills.Soak;

/// <summary>What the memory of the process did that lived longest, after it had warmed up. In MiB.</summary>
/// <param name="Minutes">How long that is.</param>
/// <param name="First">The first sample.</param>
/// <param name="Median">The median.</param>
/// <param name="Max">The largest.</param>
/// <param name="Last">The last.</param>
/// <param name="FirstThird">The median of the first third.</param>
/// <param name="LastThird">The median of the last third.</param>
/// <param name="PerMinute">How it grew, by least squares.</param>
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
    private const double LeastMinutes = 5;

    /// <summary>Growth within this share of the first third is taken for the collector's breathing.</summary>
    private const double Breathing = 0.1;

    /// <summary>Whether it grows, in a word.</summary>
    public string Verdict =>
        Minutes < LeastMinutes ? "too short to tell"
        : LastThird <= FirstThird * (1 + Breathing) ? "flat"
        : "GROWS";

    /// <summary>Looks at samples.</summary>
    /// <param name="samples">When, the how manieth process, and how many bytes.</param>
    public static MemoryTrend Of(IReadOnlyList<(double Seconds, int Process, long Bytes)> samples)
    {
        var longest = samples.GroupBy(sample => sample.Process).MaxBy(life => life.Last().Seconds - life.First().Seconds)!.ToList();

        // A short run has no minute to warm up.
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
            MedianOf(sizes),
            sizes.Max(),
            sizes[^1],
            MedianOf(sizes.Take(third)),
            MedianOf(sizes.TakeLast(third)),
            slope
        );
    }

    private static double MedianOf(IEnumerable<double> sizes) => Spread.Of(sizes, size => size).Median;
}
