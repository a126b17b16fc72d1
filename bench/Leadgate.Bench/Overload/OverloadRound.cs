namespace Leadgate.Bench.Overload;

/// <summary>A scheduled load.</summary>
/// <param name="Share">The rate as a multiple of the capacity.</param>
/// <param name="PeakMemory">The peak memory of the service so far, in bytes.</param>
internal sealed record OverloadRound(double Share, bool HasSlowClients, OpenLoopResult Result, long PeakMemory);
