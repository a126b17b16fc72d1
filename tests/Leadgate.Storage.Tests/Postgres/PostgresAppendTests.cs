using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

// The suite that every store must pass, on PostgreSQL.

public sealed class PostgresAppendTests : AppendTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
