using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqlitePrivacyStoreTests : PrivacyStoreTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();

    protected override Task<IReadOnlyList<string>> RowsAsync(StorePlace place, string sql) =>
        Task.FromResult(((SqlitePlace)place).Rows(sql));
}
