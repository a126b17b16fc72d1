namespace Leadgate.Bench.Files;

/// <summary>One way to read a file.</summary>
/// <param name="What">The reader, and how far it goes.</param>
/// <param name="Seconds">The fastest round.</param>
/// <param name="AllocatedPerRow">In bytes; null of another process.</param>
/// <param name="PeakBytes">How far the memory of the process rose above what it was before; of another process, all of it.</param>
internal sealed record FilesResult(string What, long Rows, double Seconds, double? AllocatedPerRow, long PeakBytes)
{
    public double PerSecond => Rows / Seconds;
}
