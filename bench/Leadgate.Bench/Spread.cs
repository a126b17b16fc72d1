namespace Leadgate.Bench;

/// <summary>A figure over several rounds. Machines are noisy: minimum and maximum show how far to trust the median.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread From<T>(IEnumerable<T> rounds, Func<T, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
