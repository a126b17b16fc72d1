using Leadgate.Bench.Checking;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Targets;

namespace Leadgate.Bench.Reporting;

/// <summary>Everything that a run found.</summary>
/// <param name="Machine">Where it ran.</param>
/// <param name="Engine">What the service kept leads in.</param>
/// <param name="Explanation">What its baselines have in common.</param>
/// <param name="Baselines">Its baselines.</param>
/// <param name="Intake">Bulks in.</param>
/// <param name="Errors">Bulks with errors beside bulks without.</param>
/// <param name="Reads">Lists out; none where they were not measured, for they do not depend on the engine.</param>
/// <param name="Check">Reading and checking; null where it was not measured.</param>
/// <param name="Acknowledged">Leads that the service said it had.</param>
/// <param name="Stored">Leads that its database had after the service was killed.</param>
/// <param name="Targets">What is wanted, and what was reached.</param>
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
