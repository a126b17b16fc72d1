using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresLeadIndexTests : LeadIndexTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
