using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresEarlierStoreTests : EarlierStoreTests
{
    protected override string TablesSql =>
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    protected override string CountersBeforeSql => "select name, value from counter";

    protected override string RenameReferenceSql =>
        """update lead_with_errors set sent = replace(sent::text, '"leadReference"', '"LeadREFERENCE"')::json""";

    /// <summary>The time limit of commands would end a migration of a large table, or the wait for another node's.</summary>
    [Fact]
    public async Task A_migration_may_take_longer_than_other_commands()
    {
        await using var database = (PostgresTestDatabase)await CreateDatabaseAsync();
        await database.RowsAsync("create table held ()");
        var holding = database.RowsAsync("begin; lock table lead_with_errors; lock table held; select pg_sleep(1.3); commit");
        const string Held = "select 1 from pg_locks where relation = 'held'::regclass and mode = 'AccessExclusiveLock'";
        await Wait.UntilAsync(async () => (await database.RowsAsync(Held)).Count > 0, "The tables are not locked.");
        await StoreAddress.Parse($"postgres:{database.ConnectionString};Command Timeout=1").Open(database.Time).DisposeAsync();
        Assert.True(holding.IsCompleted || (await database.RowsAsync(Held)).Count == 0);
        await holding;
    }

    protected override string ColumnsSql(string table) =>
        $"select column_name from information_schema.columns where table_name = '{table}' order by ordinal_position";

    private protected override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var database = new PostgresTestDatabase();
        using var script = new StreamReader(Open("store-6.sql.gz"));
        await database.RowsAsync(await script.ReadToEndAsync(TestContext.Current.CancellationToken));
        return database;
    }
}
