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
        Assert.True(waits >= 3);
    }

    /// <summary>The time limit of commands would end a migration of a large table, or the wait for another node's.</summary>
    [Fact]
    public async Task A_migration_may_take_longer_than_other_commands()
    {
        await using var database = (PostgresTestDatabase)await CreateDatabaseAsync();
        await using var holding = new NpgsqlConnection(database.ConnectionString);
        await holding.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await holding.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("lock table lead_with_errors", holding, transaction))
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var address = StoreAddress.Parse($"postgres:{database.ConnectionString};Command Timeout=3");
        var opening = Task.Run(() => address.Open(database.Time, TestDatabase.Patient), TestContext.Current.CancellationToken);
        const string WaitingLong =
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' "
            + "and query_start < clock_timestamp() - interval '3.2 seconds'";
        await Wait.UntilAsync(
            async () => opening.IsCompleted || (await database.RowsAsync(WaitingLong)).Count > 0,
            "The migration does not wait for the table."
        );
        Assert.False(opening.IsCompleted);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await (await opening).DisposeAsync();
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
