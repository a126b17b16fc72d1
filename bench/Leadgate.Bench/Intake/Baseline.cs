namespace Leadgate.Bench.Intake;

/// <summary>A way of storing rows without the service, as described in the report.</summary>
internal sealed record Baseline(string Name, string Description);
