using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteFollowerTests : FollowerTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
