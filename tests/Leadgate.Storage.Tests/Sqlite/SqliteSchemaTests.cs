using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>The schema on SQLite, which people read with SQL tools, and how it is created.</summary>
public sealed class SqliteSchemaTests
{
    [Fact]
    public async Task Columns_match_the_field_tables()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        string[] lead = ["bulk_id", "id", "position", "branch_routed", "extra", "warnings", "erased_at", "version", "line"];
        Assert.Equal(
            LeadColumns.Lead.Select(column => column.Name).Concat(lead).Order(StringComparer.Ordinal),
            database.Rows("select name from pragma_table_info('lead')").Order(StringComparer.Ordinal)
        );
        string[] vehicle = ["bulk_id", "lead_id", "n", "id", "extra"];
        Assert.Equal(
            LeadColumns.Vehicle.Select(column => column.Name).Concat(vehicle).Order(StringComparer.Ordinal),
            database.Rows("select name from pragma_table_info('vehicle')").Order(StringComparer.Ordinal)
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
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        Assert.Equal(key.Split(' '), database.Rows($"select name from pragma_table_info('{table}') where pk > 0 order by pk"));
    }

    [Fact]
    public async Task Readable_view_shows_labels()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["1|Male|JMC|Eastern Province|Dammam|Walk-in|Grand Avenue"],
            database.Rows("select id, gender, ou, customer_region, customer_city, sub_source, vehicles from lead_readable")
        );
        Assert.Empty(database.Rows("pragma foreign_key_check"));
    }

    [Fact]
    [Promise("2.6")]
    public async Task File_is_in_wal_mode()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        Assert.Equal(["wal"], database.Rows("pragma journal_mode"));
    }

    [Fact]
    public async Task Database_of_a_newer_program_is_rejected_and_unchanged()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        var next = MigrationFile.All("sqlite/")[^1].Number + 1;
        database.Rows($"pragma user_version = {next}");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => database.OpenAsync());
        Assert.Contains("newer program", e.Message, StringComparison.Ordinal);
        Assert.Equal([$"{next}"], database.Rows("pragma user_version"));
    }

    [Fact]
    public async Task Stores_opened_at_the_same_time_on_a_new_file_all_work()
    {
        await using var database = new SqliteTestDatabase();
        var stores = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => new LeadStore(SqliteEngine.Open(database.File, TimeProvider.System, TestDatabase.Patient))))
        );
        foreach (var store in stores)
        {
            await store.CheckAsync(TestContext.Current.CancellationToken);
            await store.DisposeAsync();
        }
    }
}
