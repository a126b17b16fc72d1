using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>The tables, which people read with SQL tools, and how they come to be.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_columns_are_those_of_the_field_tables()
    {
        await using var place = new SqlitePlace();
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
            place.Rows("select name from pragma_table_info('lead')")
        );
        Assert.Equal(
            ["bulk_id", "lead_id", "n", "id", .. LeadColumns.Vehicle.Select(column => column.Name), "extra"],
            place.Rows("select name from pragma_table_info('vehicle')")
        );
    }

    [Theory]
    [InlineData("bulk", "id")]
    [InlineData("lead", "bulk_id id")]
    [InlineData("vehicle", "bulk_id lead_id n")]
    [InlineData("lead_with_errors", "bulk_id id")]
    public async Task Whatever_belongs_to_a_bulk_has_the_bulks_id_first_in_its_key(string table, string key)
    {
        await using var place = new SqlitePlace();
        await place.OpenAsync();
        Assert.Equal(key.Split(' '), place.Rows($"select name from pragma_table_info('{table}') where pk > 0 order by pk"));
    }

    [Fact]
    public async Task The_readable_view_shows_labels()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk(Some.Lead(), Some.Lead(("priority", null))), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["1|Male|JMC|Eastern Province|Dammam|Walk-in|Grand Avenue"],
            place.Rows("select id, gender, ou, customer_region, customer_city, sub_source, vehicles from lead_readable")
        );
        Assert.Empty(place.Rows("pragma foreign_key_check"));
    }

    [Fact]
    [Promise("2.6")]
    public async Task The_file_is_in_wal_mode()
    {
        await using var place = new SqlitePlace();
        await place.OpenAsync();
        Assert.Equal(["wal"], place.Rows("pragma journal_mode"));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await using var place = new SqlitePlace();
        await place.OpenAsync();
        await place.CloseAsync();
        place.Rows("pragma user_version = 9999");
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => place.OpenAsync());
        Assert.Contains("newer program", e.Message, StringComparison.Ordinal);
        Assert.Equal(["9999"], place.Rows("pragma user_version"));
    }

    [Fact]
    public async Task Two_that_open_a_new_file_at_once_both_get_a_whole_store()
    {
        await using var place = new SqlitePlace();
        var stores = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => new LeadStore(SqliteEngine.Open(place.File, TimeProvider.System))))
        );
        foreach (var store in stores)
        {
            await store.CheckAsync(TestContext.Current.CancellationToken);
            await store.DisposeAsync();
        }
    }
}
