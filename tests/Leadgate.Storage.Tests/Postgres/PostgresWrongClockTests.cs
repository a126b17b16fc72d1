using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresWrongClockTests : WrongClockTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
