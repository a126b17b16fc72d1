using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_not_changed";

    protected override StorePlace NewPlace() => new SqlitePlace();

    protected override Task MeddleAsync(StorePlace place, string sql) => Task.FromResult(((SqlitePlace)place).Rows(sql));
}
