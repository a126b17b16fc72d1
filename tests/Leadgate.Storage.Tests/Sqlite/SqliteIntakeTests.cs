using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

// The suite that every store must pass, on SQLite.

public sealed class SqliteIntakeTests : IntakeTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}
