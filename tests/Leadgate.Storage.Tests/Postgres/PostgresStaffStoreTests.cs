using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresStaffStoreTests : StaffStoreTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
