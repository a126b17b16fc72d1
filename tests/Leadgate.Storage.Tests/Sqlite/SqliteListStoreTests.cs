using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteListStoreTests : ListStoreTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
