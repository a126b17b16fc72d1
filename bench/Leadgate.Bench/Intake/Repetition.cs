namespace Leadgate.Bench.Intake;

/// <summary>The rows that the service stored, stored again by each baseline.</summary>
/// <param name="Leads">How many leads the service had stored.</param>
/// <param name="Transactions">In how many transactions, told by the moment in each bulk, to the millisecond.</param>
/// <param name="Baselines">The baselines, in the engine's order.</param>
internal sealed record Repetition(long Leads, int Transactions, IReadOnlyList<BaselineResult> Baselines);
