using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteStaffStoreTests : StaffStoreTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
