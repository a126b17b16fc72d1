using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>
/// Distributing the tables over the machines of Citus, which is not installed where tests run: functions of the same names replace it here,
/// and reject what it is known to reject.
/// </summary>
public sealed class DistributionTests
{
    private const string Citus = """
        create table moved (n integer generated always as identity, what text);
        create function refuse_keys(t text) returns void language plpgsql as $$
        begin
            if exists (select from pg_constraint where contype = 'f' and (conrelid = t::regclass or confrelid = t::regclass)) then
                raise exception 'a foreign key leads from or to %', t;
            end if;
        end $$;
        create function create_reference_table(t text) returns void language plpgsql as $$
        begin perform refuse_keys(t); insert into moved (what) values (t); end $$;
        create function create_distributed_table(t text, distribution_column text, colocate_with text) returns void language plpgsql as $$
        begin
            perform refuse_keys(t);
            insert into moved (what) values (t || ' by ' || distribution_column || ' beside ' || colocate_with);
        end $$;
        """;

    [Fact]
    public async Task Tables_are_distributed_without_foreign_keys_and_get_them_back()
    {
        await using var database = await OpenWithCitusAsync();
        var before = await ForeignKeysAsync(database);
        Assert.NotEmpty(before);
        var references = StoreTables.All.Where(table => table.Distribution is TableDistribution.Reference).Select(table => table.Name);
        var spread = StoreTables.All.Select(Describe).OfType<string>();
        List<string> expected = [.. references, .. spread];
        Assert.Contains("lead by bulk_id beside bulk", expected);
        Assert.Equal(expected.Count, await DistributeAsync(database));
        Assert.Equal(before, await ForeignKeysAsync(database));
        Assert.Equal(expected, await database.RowsAsync("select what from moved order by n"));
    }

    [Fact]
    public async Task Distributed_tables_are_left_alone()
    {
        await using var database = await OpenWithCitusAsync();
        var done = StoreTables.All.Select(table => table.Name).Except(["list_item", "idempotency_key"]);
        Assert.Equal(2, await DistributeAsync(database, [.. done]));
        Assert.Equal(["list_item", "idempotency_key by key beside none"], await database.RowsAsync("select what from moved order by n"));
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

    /// <summary>How the replacement of Citus describes a table that is distributed by a column; null for another table.</summary>
    private static string? Describe(StoreTable table) =>
        table.Distribution is TableDistribution.ByColumn(var column, var other)
            ? $"{table.Name} by {column} beside {other ?? "none"}"
            : null;

    private static async Task<PostgresTestDatabase> OpenWithCitusAsync()
    {
        var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        await database.RowsAsync(Citus);
        return database;
    }

    private static async Task<int> DistributeAsync(PostgresTestDatabase database, params string[] done)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return await new Distribution(connection, _ => { }).RunAsync(done.ToHashSet(), TestContext.Current.CancellationToken);
    }

    private static Task<IReadOnlyList<string>> ForeignKeysAsync(PostgresTestDatabase database) =>
        database.RowsAsync(
            """
            select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
            from pg_constraint where contype = 'f' order by 1, 2
            """
        );
}
