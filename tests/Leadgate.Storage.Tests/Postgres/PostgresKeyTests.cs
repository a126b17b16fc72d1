using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresKeyTests : KeyTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}
