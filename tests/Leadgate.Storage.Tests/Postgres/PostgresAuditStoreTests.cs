using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_kept on audit_entry";

    protected override StorePlace NewPlace() => new PostgresPlace();

    protected override Task MeddleAsync(StorePlace place, string sql) => ((PostgresPlace)place).Database.RowsAsync(sql);
}
