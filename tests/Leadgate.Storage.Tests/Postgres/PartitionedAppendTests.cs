using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

// The suite that every store must pass, on PostgreSQL whose tables are divided by docs/examples/partition.sql.

public sealed class PartitionedAppendTests : AppendTests
{
    protected override TestDatabase CreateDatabase() => new PartitionedTestDatabase();
}
