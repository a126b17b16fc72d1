using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_kept on audit_entry";

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    protected override Task TamperAsync(TestDatabase database, string sql) => ((PostgresTestDatabase)database).RowsAsync(sql);
}
