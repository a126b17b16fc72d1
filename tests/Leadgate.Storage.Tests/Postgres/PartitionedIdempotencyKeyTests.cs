using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PartitionedIdempotencyKeyTests : IdempotencyKeyTests
{
    protected override TestDatabase CreateDatabase() => new PartitionedTestDatabase();
}
