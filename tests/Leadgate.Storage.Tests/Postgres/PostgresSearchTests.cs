using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresSearchTests : SearchTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
