using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

// The suite that every store must pass, on SQLite.

public sealed class SqliteAppendTests : AppendTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
