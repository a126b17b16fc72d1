using Leadgate.Server.Tests.Intake;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

// What the service must do on every store, on PostgreSQL.

public sealed class PostgresIdempotencyTests() : IdempotencyTests(Engine.Postgres);
