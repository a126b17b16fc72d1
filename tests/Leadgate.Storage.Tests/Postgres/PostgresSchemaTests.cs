using System.Globalization;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>The schema on PostgreSQL, and how it is created.</summary>
public sealed class PostgresSchemaTests
{
    [Fact]
    public async Task Columns_match_the_field_tables()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        string[] lead = ["bulk_id", "id", "position", "branch_routed", "extra", "warnings", "erased_at", "version", "line"];
        Assert.Equal(
            LeadColumns.Lead.Select(column => column.Name).Concat(lead).Order(StringComparer.Ordinal),
            (await ColumnsAsync(database, "lead")).Order(StringComparer.Ordinal)
        );
        string[] vehicle = ["bulk_id", "lead_id", "n", "id", "extra"];
        Assert.Equal(
            LeadColumns.Vehicle.Select(column => column.Name).Concat(vehicle).Order(StringComparer.Ordinal),
            (await ColumnsAsync(database, "vehicle")).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("bulk", "id")]
    [InlineData("lead", "bulk_id id")]
    [InlineData("vehicle", "bulk_id lead_id n")]
    [InlineData("lead_with_errors", "bulk_id id")]
    [InlineData("lead_revision", "bulk_id lead_id version")]
    public async Task Primary_keys_begin_with_the_id_of_the_bulk(string table, string key)
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        Assert.Equal(
            key.Split(' '),
            await database.RowsAsync(
                $"""
                select column_name from information_schema.key_column_usage
                where table_name = '{table}' and constraint_name = '{table}_pkey' order by ordinal_position
                """
            )
        );
    }

    [Fact]
    public async Task Bulk_ids_come_one_by_one_and_lead_and_vehicle_ids_in_blocks()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        Assert.Equal(
            ["bulk_id_seq|1", "lead_id_seq|1000", "request_log_id_seq|1", "vehicle_id_seq|1000"],
            await database.RowsAsync("select sequencename, increment_by from pg_sequences order by sequencename")
        );
    }

    [Fact]
    public async Task Readable_view_shows_labels()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Male|JMC|Eastern Province|Dammam|Walk-in|Grand Avenue"],
            await database.RowsAsync("select gender, ou, customer_region, customer_city, sub_source, vehicles from lead_readable")
        );
    }

    [Fact]
    public async Task Database_of_a_newer_program_is_rejected_and_unchanged()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await database.RowsAsync("insert into schema_version (version) select max(version) + 1 from schema_version");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => database.OpenAsync());
        Assert.Contains("newer program", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_starting_at_the_same_time_on_an_empty_database_all_work()
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
            MigrationFile.All("postgres/").Select(migration => migration.Number.ToString(CultureInfo.InvariantCulture)),
            await database.RowsAsync("select version from schema_version order by version")
        );
    }

    [Theory]
    [InlineData("leadgate_none", null, "Create it with createdb")]
    [InlineData(null, "wrong", "rejects the password")]
    public async Task Wrong_address_is_reported_in_one_line(string? database, string? password, string expected)
    {
        await using var right = await PostgresDatabase.CreateAsync(isDurable: true);
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(right.ConnectionString);
        (wrong.Database, wrong.Password) = (database ?? wrong.Database, password ?? wrong.Password);
        var e = Assert.Throws<StoreSetupException>(() => new LeadStore(PostgresEngine.Open(wrong.ToString(), TimeProvider.System)));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task Unreachable_server_is_reported_in_one_line()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await server.StopAsync();
        var e = Assert.Throws<StoreSetupException>(() =>
            StoreAddress.Parse(PostgresServer.Address("leads", server)).Open(TimeProvider.System)
        );
        Assert.Contains("cannot be reached", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static Task<IReadOnlyList<string>> ColumnsAsync(PostgresTestDatabase database, string table) =>
        database.RowsAsync($"select column_name from information_schema.columns where table_name = '{table}' order by column_name");
}
