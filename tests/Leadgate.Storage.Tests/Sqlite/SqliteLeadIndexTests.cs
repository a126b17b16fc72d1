using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteLeadIndexTests : LeadIndexTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
