using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresIssueConversionTests : IssueConversionTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
