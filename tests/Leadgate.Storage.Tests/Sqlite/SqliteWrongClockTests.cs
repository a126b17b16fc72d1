using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteWrongClockTests : WrongClockTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
