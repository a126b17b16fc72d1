namespace Leadgate.Bench.Reads;

/// <summary>How long one kind of read took.</summary>
/// <param name="Milliseconds">Shortest first.</param>
internal sealed record ReadTimes(string Name, double[] Milliseconds)
{
    public double Quantile(double share) => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
}
