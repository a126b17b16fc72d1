using Leadgate.Domain.Audit;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>
/// Distributing the tables over the machines of Citus, for which <see cref="CitusStandIn"/> stands in.
/// </summary>
public sealed class DistributionTests
{
    [Fact]
    public async Task Tables_are_distributed_without_foreign_keys_and_get_them_back_and_no_row_stays_on_the_coordinator()
    {
        await using var database = await OpenWithCitusAsync();
        var before = await ForeignKeysAsync(database);
        Assert.NotEmpty(before);
        List<string> references =
        [
            .. StoreTables.All.Where(table => table.Distribution is TableDistribution.Reference).Select(table => table.Name),
        ];
        var spread = StoreTables.All.Where(table => table.Distribution is TableDistribution.ByColumn).ToList();
        List<string> expected =
        [
            .. references,
            .. references.Select(table => "truncate " + table),
            .. spread.Select(Describe),
            .. spread.Select(table => "truncate " + table.Name),
        ];
        Assert.Contains("lead by bulk_id beside bulk", expected);
        var report = new List<string>();
        Assert.Equal(references.Count + spread.Count, await DistributeAsync(database, report));
        Assert.Equal(before, await ForeignKeysAsync(database));
        Assert.Equal(expected, await CitusStandIn.AskedAsync(database));
        Assert.Contains("NOTICE: Copying data from local table...", report);
    }

    [Fact]
    public async Task Tables_that_were_distributed_before_only_lose_the_rows_that_stayed_on_the_coordinator()
    {
        await using var database = await OpenWithCitusAsync();
        await DistributeAsync(database, []);
        await database.RowsAsync("truncate asked; delete from pg_dist_partition where logicalrelid = 'list_item'::regclass");
        Assert.Equal(1, await DistributeAsync(database, []));
        var done = StoreTables.All.Where(table => table.Distribution is not TableDistribution.Coordinator && table.Name != "list_item");
        Assert.Equal(
            ["list_item", "truncate list_item", .. done.Select(table => "truncate " + table.Name)],
            await CitusStandIn.AskedAsync(database)
        );
    }

    [Fact]
    public async Task Vacuum_removes_the_rows_that_stayed_on_the_coordinator()
    {
        await using var database = await OpenWithCitusAsync();
        await DistributeAsync(database, []);
        await database.RowsAsync("truncate asked");
        await using var store = StoreAddress.Parse(database.Address).Open(TimeProvider.System);
        await store.Privacy.VacuumAsync(TestContext.Current.CancellationToken);
        var done = StoreTables.All.Where(table => table.Distribution is not TableDistribution.Coordinator);
        Assert.Equal(done.Select(table => "truncate " + table.Name), await CitusStandIn.AskedAsync(database));
    }

    [Theory]
    [InlineData("'off on on'", "The worker worker3:5432 runs with synchronous_commit = off:")]
    [InlineData("'local on on'", "The worker worker3:5432 runs with synchronous_commit = local:")]
    [InlineData("'on off off'", "The worker worker3:5432 runs with fsync = off and full_page_writes = off:")]
    [InlineData("null", "The worker worker3:5432 does not answer.")]
    [Promise("2.6")]
    public async Task A_worker_that_may_lose_what_it_commits_is_not_given_any_table(string answer, string expected)
    {
        await using var database = await OpenWithCitusAsync();
        await database.RowsAsync($"insert into worker select 'worker3', 5432, {answer} is not null, {answer}");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => DistributeAsync(database, []));
        Assert.StartsWith(expected, e.Message, StringComparison.Ordinal);
        Assert.Empty(await CitusStandIn.AskedAsync(database));

        // The service starts with a worker that is down: it would be down as a whole otherwise.
        var risk = await StoreAddress.Parse(database.Address).FindDurabilityRiskAsync(TestContext.Current.CancellationToken);
        Assert.Equal(answer != "null", risk?.Contains(expected, StringComparison.Ordinal) == true);
    }

    /// <summary>Citus hands on what is set with SET LOCAL, and only then.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [Promise("2.6")]
    public async Task Every_transaction_sets_how_its_commit_waits_so_that_the_workers_learn_it(int leads)
    {
        await using var database = await OpenWithCitusAsync();
        await database.RowsAsync(
            """
            create table observed (what text);
            create function observe() returns trigger language plpgsql as $$ begin
                insert into observed values (concat_ws(' ', tg_table_name, current_setting('citus.propagate_set_commands', true),
                    current_setting('synchronous_commit')));
                return new;
            end $$;
            create trigger observe after insert on bulk for each row execute function observe();
            create trigger observe after insert on audit_entry for each row execute function observe();
            create trigger observe after update on counter for each row when (new.name = 'health') execute function observe()
            """
        );
        await database.RowsAsync("alter database " + DatabaseName(database) + " set synchronous_commit = off");
        await using var store = StoreAddress.Parse(database.Address).Open(TimeProvider.System);
        await store.AppendAsync(
            TestData.Bulk(Enumerable.Range(0, leads).Select(_ => TestData.Lead())),
            TestContext.Current.CancellationToken
        );
        await store.CheckAsync(TestContext.Current.CancellationToken);
        await store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.ListsChange), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["audit_entry local on", "bulk local on", "counter local on"],
            await database.RowsAsync("select what from observed order by what")
        );
    }

    [Fact]
    public async Task Every_unique_key_of_a_distributed_table_includes_the_column_that_distributes_it()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        foreach (var table in StoreTables.All)
        {
            if (table.Distribution is not TableDistribution.ByColumn { Column: var column })
                continue;
            var keys = await database.RowsAsync(
                $"""
                select string_agg(attname, ' ') from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
                where indrelid = '{table.Name}'::regclass and indisunique group by indexrelid
                """
            );
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.Contains(column, key.Split(' ')));
        }
    }

    [Fact]
    public async Task Missing_extension_is_reported_and_nothing_changes()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
            StoreDistribution.RunAsync(StoreAddress.Parse(database.Address), Assert.Fail, TestContext.Current.CancellationToken)
        );
        Assert.Contains("The server has no Citus", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task Sqlite_store_is_not_distributed()
    {
        var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
            StoreDistribution.RunAsync(StoreAddress.Parse("sqlite:leads.db"), Assert.Fail, TestContext.Current.CancellationToken)
        );
        Assert.Contains("leadgate migrate", e.Message, StringComparison.Ordinal);
    }

    /// <summary>How <see cref="CitusStandIn"/> describes a table that is distributed by a column.</summary>
    private static string Describe(StoreTable table)
    {
        var (column, other) = (TableDistribution.ByColumn)table.Distribution;
        return $"{table.Name} by {column} beside {other ?? "none"}";
    }

    private static string? DatabaseName(PostgresTestDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;

    private static async Task<PostgresTestDatabase> OpenWithCitusAsync()
    {
        var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        await database.CloseAsync();
        await CitusStandIn.InstallAsync(database);
        return database;
    }

    private static Task<int> DistributeAsync(PostgresTestDatabase database, List<string> report) =>
        StoreDistribution.RunAsync(StoreAddress.Parse(database.Address), report.Add, TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<string>> ForeignKeysAsync(PostgresTestDatabase database) =>
        database.RowsAsync(
            """
            select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
            from pg_constraint where contype = 'f' order by 1, 2
            """
        );
}
