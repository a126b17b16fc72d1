namespace Leadgate.Storage.Upgrades;

/// <summary>What an operator should know of a step of the schema before it is made.</summary>
/// <param name="Number">The number of its files in <c>Engines/*/Migrations</c>.</param>
/// <param name="Summary">What it does, as a sentence.</param>
internal sealed record SchemaStep(int Number, string Summary)
{
    /// <summary>
    /// Why nodes of the version before must be stopped first, as a sentence; null if they can go on while the step is made and after it
    /// (docs/decisions/0040).
    /// </summary>
    public string? Conflict { get; init; }

    /// <summary>The first schema whose programs have that conflict: those of before do not know what it is about.</summary>
    public int ConflictsFrom { get; init; }

    public StepCost Sqlite { get; init; } = StepCost.None;

    public StepCost Postgres { get; init; } = StepCost.None;
}
