namespace Leadgate.Mutations;

/// <summary>What a run of tests did with a fault.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="FoundBy">The test that failed, or what else showed the fault; null if nothing did.</param>
/// <param name="Seconds">How long that took.</param>
internal sealed record FaultResult(Fault Fault, string? FoundBy, double Seconds);
