namespace Leadgate.Bench.Overload;

/// <summary>A load of one API key, and what the single leads of another took beside it.</summary>
/// <param name="Neighbour">The single leads, on a schedule.</param>
/// <param name="Load">The load beside them; null for none.</param>
/// <param name="PeakMemory">The peak memory of the service so far, in bytes.</param>
internal sealed record NeighbourRound(string Name, OpenLoopResult Neighbour, ClosedLoopResult? Load, long PeakMemory);
