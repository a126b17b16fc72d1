using NpgsqlTypes;

namespace Leadgate.Bench.Intake.Postgres;

internal sealed record Column(string Name, NpgsqlDbType Type);
