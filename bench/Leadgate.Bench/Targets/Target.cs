namespace Leadgate.Bench.Targets;

/// <summary>What the project wants to reach, and what a run measured.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Wanted">What is wanted of it, in words.</param>
/// <param name="Measured">What was measured, in words.</param>
/// <param name="Share">How much of what is wanted was reached: 1 and more is enough.</param>
internal sealed record Target(string What, string Wanted, string Measured, double Share)
{
    public bool IsMet => Share >= 1;

    /// <summary>A figure that should be large.</summary>
    public static Target AtLeast(string what, double wanted, double measured, FormattableString detail) =>
        new(
            what,
            FormattableString.Invariant($"at least {wanted:0.##}"),
            FormattableString.Invariant($"{measured:0.00}: ") + FormattableString.Invariant(detail),
            measured / wanted
        );

    /// <summary>A figure that should be small.</summary>
    public static Target AtMost(string what, double wanted, string unit, double measured, FormattableString detail) =>
        new(
            what,
            FormattableString.Invariant($"at most {wanted:0.##}{unit}"),
            FormattableString.Invariant($"{measured:0.0#}{unit}: ") + FormattableString.Invariant(detail),
            wanted / measured
        );
}
