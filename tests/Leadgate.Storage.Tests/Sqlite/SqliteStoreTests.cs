using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

// The suite that every store must pass, on SQLite.

public sealed class SqliteIntakeTests : IntakeTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteKeyTests : KeyTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteSearchTests : SearchTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteListStoreTests : ListStoreTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteAuditStoreTests : AuditStoreTests
{
    protected override string DropGuard => "drop trigger audit_entry_is_not_changed";

    protected override StorePlace NewPlace() => new SqlitePlace();

    protected override Task MeddleAsync(StorePlace place, string sql) => Task.FromResult(((SqlitePlace)place).Rows(sql));
}

public sealed class SqlitePrivacyStoreTests : PrivacyStoreTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();

    protected override Task<IReadOnlyList<string>> RowsAsync(StorePlace place, string sql) =>
        Task.FromResult(((SqlitePlace)place).Rows(sql));
}

public sealed class SqliteStaffStoreTests : StaffStoreTests
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}
