using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

// The suite that every store must pass, on PostgreSQL.

public sealed class PostgresIntakeTests : IntakeTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}

public sealed class PostgresKeyTests : KeyTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}

public sealed class PostgresSearchTests : SearchTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}

public sealed class PostgresListStoreTests : ListStoreTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}

public sealed class PostgresApiKeyStoreTests : ApiKeyStoreTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}

public sealed class PostgresAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_kept on audit_entry";

    protected override StorePlace NewPlace() => new PostgresPlace();

    protected override Task MeddleAsync(StorePlace place, string sql) => ((PostgresPlace)place).Database.RowsAsync(sql);
}

public sealed class PostgresPrivacyStoreTests : PrivacyStoreTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();

    protected override Task<IReadOnlyList<string>> RowsAsync(StorePlace place, string sql) =>
        ((PostgresPlace)place).Database.RowsAsync(sql);
}

public sealed class PostgresStaffStoreTests : StaffStoreTests
{
    protected override StorePlace NewPlace() => new PostgresPlace();
}
