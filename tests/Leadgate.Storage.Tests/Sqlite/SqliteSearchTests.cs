using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteSearchTests : SearchTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
