using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>The tables on PostgreSQL, and how they come to be.</summary>
public sealed class PostgresSchemaTests
{
    [Fact]
    public async Task The_columns_are_those_of_the_field_tables()
    {
        await using var place = new PostgresPlace();
        await place.OpenAsync();
        Assert.Equal(
            [
                "bulk_id",
                "id",
                "position",
                .. LeadColumns.Lead.Select(column => column.Name),
                "branch_routed",
                "extra",
                "warnings",
                "erased_at",
            ],
            await ColumnsAsync(place, "lead")
        );
        Assert.Equal(
            ["bulk_id", "lead_id", "n", "id", .. LeadColumns.Vehicle.Select(column => column.Name), "extra"],
            await ColumnsAsync(place, "vehicle")
        );
    }

    [Theory]
    [InlineData("bulk", "id")]
    [InlineData("lead", "bulk_id id")]
    [InlineData("vehicle", "bulk_id lead_id n")]
    [InlineData("lead_with_errors", "bulk_id id")]
    public async Task Whatever_belongs_to_a_bulk_has_the_bulks_id_first_in_its_key(string table, string key)
    {
        await using var place = new PostgresPlace();
        await place.OpenAsync();
        Assert.Equal(
            key.Split(' '),
            await place.Database.RowsAsync(
                $"""
                select column_name from information_schema.key_column_usage
                where table_name = '{table}' and constraint_name = '{table}_pkey' order by ordinal_position
                """
            )
        );
    }

    [Fact]
    public async Task Bulks_are_numbered_one_by_one_and_the_ids_within_them_come_in_blocks()
    {
        await using var place = new PostgresPlace();
        await place.OpenAsync();
        Assert.Equal(
            ["bulk_id_seq|1", "lead_id_seq|1000", "vehicle_id_seq|1000"],
            await place.Database.RowsAsync("select sequencename, increment_by from pg_sequences order by sequencename")
        );
    }

    [Fact]
    public async Task The_readable_view_shows_labels()
    {
        await using var place = new PostgresPlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk(Some.Lead(), Some.Lead(("priority", null))), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Male|JMC|Eastern Province|Dammam|Walk-in|Grand Avenue"],
            await place.Database.RowsAsync("select gender, ou, customer_region, customer_city, sub_source, vehicles from lead_readable")
        );
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await using var place = new PostgresPlace();
        await place.OpenAsync();
        await place.CloseAsync();
        await place.Database.RowsAsync("insert into schema_version (version) values (9999)");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => place.OpenAsync());
        Assert.Contains("newer program", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_all_get_a_whole_store()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var stores = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => StoreAddress.Parse(database.Address).Open(TimeProvider.System)))
        );
        foreach (var store in stores)
        {
            await store.CheckAsync(TestContext.Current.CancellationToken);
            await store.DisposeAsync();
        }

        Assert.Equal(
            ["1", "2", "3", "4", "5", "6", "7", "8"],
            await database.RowsAsync("select version from schema_version order by version")
        );
    }

    [Theory]
    [InlineData("leadgate_none", null, "Create it with createdb")]
    [InlineData(null, "wrong", "rejects the password")]
    public async Task What_an_operator_has_to_mend_is_said_in_one_line(string? database, string? password, string told)
    {
        await using var right = await PostgresDatabase.CreateAsync();
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(right.ConnectionString);
        (wrong.Database, wrong.Password) = (database ?? wrong.Database, password ?? wrong.Password);
        var e = Assert.Throws<StoreSetupException>(() => new LeadStore(PostgresEngine.Open(wrong.ToString(), TimeProvider.System)));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_in_one_line()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await server.StopAsync();
        var e = Assert.Throws<StoreSetupException>(() =>
            StoreAddress.Parse(PostgresServer.Address("leads", server)).Open(TimeProvider.System)
        );
        Assert.Contains("cannot be reached", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static Task<IReadOnlyList<string>> ColumnsAsync(PostgresPlace place, string table) =>
        place.Database.RowsAsync(
            $"select column_name from information_schema.columns where table_name = '{table}' order by ordinal_position"
        );
}
