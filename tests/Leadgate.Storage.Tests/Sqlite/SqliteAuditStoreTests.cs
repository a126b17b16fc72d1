using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_not_changed";

    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();

    protected override Task TamperAsync(TestDatabase database, string sql) => Task.FromResult(((SqliteTestDatabase)database).Rows(sql));
}
