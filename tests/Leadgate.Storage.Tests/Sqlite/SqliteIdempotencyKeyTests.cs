using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteIdempotencyKeyTests : IdempotencyKeyTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
