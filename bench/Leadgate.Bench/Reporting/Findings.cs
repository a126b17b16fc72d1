using Leadgate.Bench.Checking;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Targets;

namespace Leadgate.Bench.Reporting;

/// <summary>The results of a run.</summary>
/// <param name="Engine">The name of the engine.</param>
/// <param name="Explanation">The introduction to its baselines.</param>
/// <param name="Intake">Bulks of each size.</param>
/// <param name="Errors">Bulks with errors compared with valid bulks.</param>
/// <param name="Reads">List reads; empty if not measured, because they don't depend on the engine.</param>
/// <param name="Check">Reading and validating; null if not measured.</param>
/// <param name="Acknowledged">The number of leads that the service acknowledged.</param>
/// <param name="Stored">The number of leads in its database after it was killed.</param>
internal sealed record Findings(
    Machine Machine,
    string Engine,
    string Explanation,
    IReadOnlyList<Baseline> Baselines,
    IReadOnlyList<IntakeResult> Intake,
    ErrorShareResult Errors,
    IReadOnlyList<ReadResult> Reads,
    CheckResult? Check,
    long Acknowledged,
    long Stored,
    IReadOnlyList<Target> Targets
);
