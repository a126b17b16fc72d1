namespace Leadgate.Bench.Intake;

/// <summary>The rows of the service, stored again by each baseline.</summary>
/// <param name="Leads">The number of leads that the service had stored.</param>
/// <param name="Transactions">The number of its transactions, according to the time of each bulk in milliseconds.</param>
/// <param name="Baselines">The baselines, in the order of the engine.</param>
internal sealed record Repetition(long Leads, int Transactions, IReadOnlyList<BaselineResult> Baselines);
