namespace Leadgate.Server.Console.Components;

/// <summary>Round numbers for the lines of a chart.</summary>
internal static class ChartScale
{
    private const int LineCount = 4;

    /// <summary>The smallest round number that is not below a value: 4, 8, 20, 40, 80, 200 …</summary>
    public static long RoundUp(long value)
    {
        for (var magnitude = 1L; ; magnitude *= 10)
        {
            foreach (var step in (long[])[1, 2, 5])
            {
                if (step * magnitude * LineCount >= value)
                    return step * magnitude * LineCount;
            }
        }
    }

    public static IEnumerable<long> Lines(long highest) => Enumerable.Range(0, LineCount + 1).Select(i => highest / LineCount * i);
}
