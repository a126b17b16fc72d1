using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresIdempotencyKeyTests : IdempotencyKeyTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
