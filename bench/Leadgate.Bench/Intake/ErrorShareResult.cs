namespace Leadgate.Bench.Intake;

/// <summary>What leads with errors cost beside valid ones.</summary>
/// <param name="LeadsPerBulk">The size of the bulks.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Percent">The percentage of leads that have an error.</param>
/// <param name="Rounds">The rounds that count.</param>
internal sealed record ErrorShareResult(int LeadsPerBulk, int Connections, int Percent, IReadOnlyList<ErrorShareRound> Rounds);
