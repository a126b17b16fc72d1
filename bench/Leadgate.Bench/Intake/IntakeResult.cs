namespace Leadgate.Bench.Intake;

/// <summary>The rounds of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="BytesPerLead">The share of a lead in the bodies.</param>
/// <param name="Rounds">The rounds that count.</param>
/// <param name="HalfLoadWait">At half the pace of the rounds, the seconds within which 99 of 100 bulks are answered; null where that is not measured.</param>
internal sealed record IntakeResult(IntakeCase Case, double BytesPerLead, IReadOnlyList<IntakeRound> Rounds, double? HalfLoadWait);
