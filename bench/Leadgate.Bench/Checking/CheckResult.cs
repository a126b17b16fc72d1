namespace Leadgate.Bench.Checking;

/// <summary>The rounds.</summary>
/// <param name="Leads">Leads in the body.</param>
/// <param name="Bytes">The size of the body.</param>
/// <param name="TextBytes">Bytes of text, in UTF-8, that a lead keeps.</param>
/// <param name="Rounds">The rounds that count.</param>
internal sealed record CheckResult(int Leads, int Bytes, double TextBytes, IReadOnlyList<CheckRound> Rounds);
