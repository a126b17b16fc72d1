namespace Leadgate.Bench.Intake;

/// <param name="BytesPerLead">The average body size for a lead.</param>
/// <param name="HalfLoadWait">The 99th percentile of response times at half the rate, in seconds, or null if not measured.</param>
internal sealed record IntakeResult(IntakeCase Case, double BytesPerLead, IReadOnlyList<IntakeRound> Rounds, double? HalfLoadWait);
