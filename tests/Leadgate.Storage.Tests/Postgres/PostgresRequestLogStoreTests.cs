using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresRequestLogStoreTests : RequestLogStoreTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
