using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresListStoreTests : ListStoreTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
