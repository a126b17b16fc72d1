using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteRequestLogStoreTests : RequestLogStoreTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
