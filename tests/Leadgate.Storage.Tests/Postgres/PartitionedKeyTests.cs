using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PartitionedKeyTests : KeyTests
{
    protected override StorePlace NewPlace() => new PartitionedPlace();
}
