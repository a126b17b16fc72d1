using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteIssueConversionTests : IssueConversionTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
