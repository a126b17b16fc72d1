using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PartitionedSearchTests : SearchTests
{
    protected override TestDatabase CreateDatabase() => new PartitionedTestDatabase();
}
