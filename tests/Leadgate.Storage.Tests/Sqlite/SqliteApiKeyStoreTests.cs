using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}
