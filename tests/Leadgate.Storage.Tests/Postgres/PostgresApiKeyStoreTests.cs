using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresApiKeyStoreTests : ApiKeyStoreTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
