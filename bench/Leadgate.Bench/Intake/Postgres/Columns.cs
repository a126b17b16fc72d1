namespace Leadgate.Bench.Intake.Postgres;

/// <summary>The columns of the three tables of leads.</summary>
internal sealed record Columns(IReadOnlyList<Column> Bulk, IReadOnlyList<Column> Lead, IReadOnlyList<Column> Vehicle);
