using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqlitePrivacyStoreTests : PrivacyStoreTests
{
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();

    protected override Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, string sql) =>
        Task.FromResult(((SqliteTestDatabase)database).Rows(sql));
}
