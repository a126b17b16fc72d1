using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteKeyTests : KeyTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}
