namespace Leadgate.Storage.Upgrades;

/// <summary>
/// What a step of the schema costs, as <c>bench upgrade</c> measured it. A step that only adds tables or columns costs the same however
/// many leads there are, and has zeros.
/// </summary>
/// <param name="SecondsPerMillion">Seconds for each million leads.</param>
/// <param name="MegabytesPerMillion">How much the database grows for each million leads.</param>
internal sealed record StepCost(double SecondsPerMillion, double MegabytesPerMillion)
{
    public static readonly StepCost None = new(0, 0);
}
