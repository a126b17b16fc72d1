namespace Leadgate.Bench.Checking;

/// <param name="Leads">The number of leads in the body.</param>
/// <param name="Bytes">The size of the body.</param>
/// <param name="TextBytes">The average size of the text of a lead in UTF-8.</param>
internal sealed record CheckResult(int Leads, int Bytes, double TextBytes, IReadOnlyList<CheckRound> Rounds);
