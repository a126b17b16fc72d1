using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresRevisionStoreTests : RevisionStoreTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
