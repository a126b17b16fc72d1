namespace Leadgate.Bench.Overload;

/// <summary>Everything that a run found.</summary>
/// <param name="Capacities">Bulks a second in a closed loop, of each round.</param>
/// <param name="CapacityMemory">The most memory that the service held in that, in bytes.</param>
/// <param name="Rounds">The loads at a pace.</param>
/// <param name="Slow">What became of the slow clients; the last ones for each pace.</param>
/// <param name="Acknowledged">Leads that the service said it had.</param>
/// <param name="Stored">Leads that its database had after it was killed.</param>
internal sealed record OverloadFindings(
    IReadOnlyList<double> Capacities,
    long CapacityMemory,
    IReadOnlyList<OverloadRound> Rounds,
    IReadOnlyDictionary<double, SlowClientResult> Slow,
    long Acknowledged,
    long Stored
);
