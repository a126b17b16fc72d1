using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

// The suite that every store must pass, on PostgreSQL whose tables are divided by docs/examples/partition.sql.

public sealed class PartitionedIntakeTests : IntakeTests
{
    protected override StorePlace NewPlace() => new PartitionedPlace();
}
