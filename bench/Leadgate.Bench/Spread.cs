namespace Leadgate.Bench;

/// <summary>What several rounds measured of one thing. Machines are noisy: the median is the figure, the ends tell how far to trust it.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of<T>(IEnumerable<T> rounds, Func<T, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
