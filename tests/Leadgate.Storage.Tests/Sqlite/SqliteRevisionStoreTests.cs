using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteRevisionStoreTests : RevisionStoreTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
