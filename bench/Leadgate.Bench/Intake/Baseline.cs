namespace Leadgate.Bench.Intake;

/// <summary>A way of storing rows without the service.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Meaning">What it does, for a reader of the report.</param>
internal sealed record Baseline(string Name, string Meaning);
