using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresPrivacyStoreTests : PrivacyStoreTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();

    protected override Task<IReadOnlyList<string>> RowsAsync(StorePlace place, string sql) =>
        ((PostgresPlace)place).Database.RowsAsync(sql);
}
