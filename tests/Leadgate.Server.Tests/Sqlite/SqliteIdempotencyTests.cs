using Leadgate.Server.Tests.Intake;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

// What the service must do on every store, on SQLite.

public sealed class SqliteIdempotencyTests() : IdempotencyTests(Engine.Sqlite);
