namespace Leadgate.Bench.Overload;

/// <summary>One load at a pace.</summary>
/// <param name="Share">The pace, in shares of what the service can take.</param>
/// <param name="HasSlowClients">Whether slow clients were there beside it.</param>
/// <param name="Result">What it met.</param>
/// <param name="PeakMemory">The most memory that the service had held by its end, in bytes.</param>
internal sealed record OverloadRound(double Share, bool HasSlowClients, OpenLoopResult Result, long PeakMemory);
