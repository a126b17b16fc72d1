namespace Leadgate.Bench.Intake;

/// <summary>Bulks with errors compared with valid bulks.</summary>
/// <param name="Percent">The percentage of leads with an error.</param>
internal sealed record ErrorShareResult(int LeadsPerBulk, int Connections, int Percent, IReadOnlyList<ErrorShareRound> Rounds);
