namespace Leadgate.Storage.Upgrades;

/// <summary>A step of the schema that begins.</summary>
/// <param name="Position">Which of the steps that are made it is, from 1.</param>
/// <param name="Count">How many steps are made.</param>
internal sealed record MigrationProgress(SchemaStep Step, int Position, int Count);
