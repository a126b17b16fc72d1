using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresEarlierStoreTests : EarlierStoreTests
{
    protected override string TablesSql =>
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    protected override string CountersBeforeSql => "select name, value from counter";

    protected override string RenameReferenceSql =>
        """update lead_with_errors set sent = replace(sent::text, '"leadReference"', '"LeadREFERENCE"')::json""";

    /// <summary>
    /// Whoever waits for a table to change it lets nobody else have it meanwhile, so a backup that runs would stop the bulks of all nodes
    /// until it ends.
    /// </summary>
    [Fact]
    public async Task A_migration_lets_bulks_go_first_while_somebody_uses_the_tables()
    {
        await using var database = (PostgresTestDatabase)await CreateDatabaseAsync();
        await using var reader = new NpgsqlConnection(database.ConnectionString);
        await reader.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var read = new NpgsqlCommand("select count(*) from lead_with_errors", reader, transaction))
            await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var waits = 0;
        var address = await database.AddressAsync();
        var options = new StoreOptions
        {
            LockWait = TimeSpan.FromMilliseconds(100),

            // Between two attempts, the table can be used; after the third, the reader ends.
            ReportMigrationWait = _ =>
            {
                Assert.Equal(["3"], database.RowsAsync("select count(*) from lead_with_errors").GetAwaiter().GetResult());
                if (++waits == 3)
                    transaction.Commit();
            },
        };
        await address.Open(database.Time, options).DisposeAsync();
        Assert.Equal(3, waits);
    }

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

    private protected override TestDatabase CreateEmptyDatabase() => new PostgresTestDatabase();

    private protected override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var database = new PostgresTestDatabase();
        using var script = new StreamReader(Open("store-6.sql.gz"));
        await database.RowsAsync(await script.ReadToEndAsync(TestContext.Current.CancellationToken));
        return database;
    }
}
