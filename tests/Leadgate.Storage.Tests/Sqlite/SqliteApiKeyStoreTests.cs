using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
