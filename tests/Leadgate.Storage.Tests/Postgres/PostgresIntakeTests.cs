using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

// The suite that every store must pass, on PostgreSQL.

public sealed class PostgresIntakeTests : IntakeTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}
