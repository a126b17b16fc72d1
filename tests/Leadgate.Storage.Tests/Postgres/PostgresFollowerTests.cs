using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresFollowerTests : FollowerTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
