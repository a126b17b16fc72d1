namespace Leadgate.Bench.Lists;

/// <summary>One server's part of a round.</summary>
/// <param name="Load">What the readers saw.</param>
/// <param name="ProcessorSeconds">Processor time of the server.</param>
internal sealed record ReadLoad(LoadResult Load, double ProcessorSeconds)
{
    /// <summary>Processor time of one answer, in microseconds. The load generator, which shares the processor, has no part in it.</summary>
    public double MicrosecondsEach => ProcessorSeconds * 1e6 / Load.Answers;
}
