namespace Leadgate.Bench.Overload;

/// <param name="Capacities">Bulks per second in a closed loop, for each round.</param>
/// <param name="CapacityMemory">The peak memory of the service in the closed loop, in bytes.</param>
/// <param name="Rounds">The scheduled loads.</param>
/// <param name="Slow">The slow clients in the last round of each load.</param>
/// <param name="Neighbours">Single leads of one API key beside the loads of another.</param>
/// <param name="Acknowledged">The number of leads that the service acknowledged.</param>
/// <param name="Stored">The number of leads in its database after it was killed.</param>
internal sealed record OverloadFindings(
    IReadOnlyList<double> Capacities,
    long CapacityMemory,
    IReadOnlyList<OverloadRound> Rounds,
    IReadOnlyDictionary<double, SlowClientResult> Slow,
    IReadOnlyList<NeighbourRound> Neighbours,
    long Acknowledged,
    long Stored
);
