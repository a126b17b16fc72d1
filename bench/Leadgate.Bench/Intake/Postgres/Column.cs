using NpgsqlTypes;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>A column.</summary>
internal sealed record Column(string Name, NpgsqlDbType Type);
