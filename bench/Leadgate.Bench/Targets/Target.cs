namespace Leadgate.Bench.Targets;

/// <summary>A performance target of the project and the result of a run, as text for the report.</summary>
/// <param name="Share">The share of the goal that was reached; the target is met from 1.</param>
internal sealed record Target(string Name, string Goal, string Measured, double Share)
{
    public bool IsMet => Share >= 1;

    /// <summary>A figure that should be large.</summary>
    public static Target AtLeast(string name, double goal, double measured, FormattableString detail) =>
        new(
            name,
            FormattableString.Invariant($"at least {goal:0.##}"),
            FormattableString.Invariant($"{measured:0.00}: ") + FormattableString.Invariant(detail),
            measured / goal
        );

    /// <summary>A figure that should be small.</summary>
    public static Target AtMost(string name, double goal, string unit, double measured, FormattableString detail) =>
        new(
            name,
            FormattableString.Invariant($"at most {goal:0.##}{unit}"),
            FormattableString.Invariant($"{measured:0.0#}{unit}: ") + FormattableString.Invariant(detail),
            goal / measured
        );
}
