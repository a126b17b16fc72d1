using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresPrivacyStoreTests : PrivacyStoreTests
{
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    protected override Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, string sql) =>
        ((PostgresTestDatabase)database).RowsAsync(sql);
}
