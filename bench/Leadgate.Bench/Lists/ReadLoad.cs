namespace Leadgate.Bench.Lists;

/// <summary>The load on one server in a round.</summary>
/// <param name="ProcessorSeconds">Processor time of the server.</param>
internal sealed record ReadLoad(LoadResult Load, double ProcessorSeconds)
{
    /// <summary>Processor time of the server for a response, in microseconds, without that of the load generator.</summary>
    public double MicrosecondsEach => ProcessorSeconds * 1e6 / Load.Responses;
}
