using System.Text.Json.Nodes;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresSearchTests : SearchTests
{
    /// <summary>Each node gives out ids of leads from its own blocks, so that they do not follow time.</summary>
    [Fact]
    [Promise("7.4")]
    public async Task Pages_of_one_lead_find_every_lead_of_two_nodes_once()
    {
        await using var database = new PostgresTestDatabase();
        var first = await database.OpenAsync();
        await using var second = StoreAddress.Parse(database.Address).Open(database.Time);
        foreach (var store in (ILeadStore[])[first, second, first, second, first])
            await store.AppendAsync(TestData.Bulk(TestData.Lead(), null), TestContext.Current.CancellationToken);

        var found = new List<LeadCursor>();
        LeadCursor? after = null;
        while (await FindNextAsync(first, after) is { } lead)
            found.Add((after = new LeadCursor(lead.Origin.BulkId, lead.Id)).Value);
        Assert.Equal([5L, 5, 4, 4, 3, 3, 2, 2, 1, 1], found.Select(lead => lead.BulkId));
        Assert.Equal(10, found.Distinct().Count());
        Assert.NotEqual(found.Select(lead => lead.LeadId).OrderDescending(), found.Select(lead => lead.LeadId));
    }

    /// <summary>Rows that were changed are elsewhere in the table.</summary>
    [Fact]
    [Promise("7.1")]
    public async Task Vehicles_come_in_the_order_of_the_request_wherever_their_rows_are()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        var vehicles = new JsonArray([.. Enumerable.Range(1, 4).Select(n => new JsonObject { ["totalQty"] = n })]);
        await store.AppendAsync(
            TestData.Bulk(TestData.Lead(("vehicles", vehicles)), TestData.Lead(("vehicles", vehicles))),
            TestContext.Current.CancellationToken
        );
        await database.RowsAsync("update vehicle set model_memo = 'changed' where n in (0, 2)");
        await database.RowsAsync("vacuum full vehicle; analyze");
        foreach (var method in (string[])["enable_indexscan", "enable_bitmapscan", "enable_nestloop", "enable_mergejoin"])
            await database.RowsAsync($"alter role all in database {Name(database)} set {method} = off");
        await using var reader = StoreAddress.Parse(database.Address).Open(TimeProvider.System);
        var leads = await reader.ReadLeadsAsync(1, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken);
        Assert.Equal(2, leads.Count);
        Assert.All(
            leads,
            lead =>
            {
                Assert.Equal(
                    [1, 2, 3, 4],
                    lead.Valid!.Vehicles.Select(vehicle => vehicle[VehicleFields.All.Single(field => field.Name == "totalQty")].Number)
                );
                Assert.Equal(lead.VehicleIds.Order(), lead.VehicleIds);
            }
        );
    }

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    private static string Name(PostgresTestDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static async Task<StoredLead?> FindNextAsync(ILeadStore store, LeadCursor? after) =>
        (
            await store.FindLeadsAsync(new LeadQuery { After = after, Limit = 1 }, TestData.Catalog, TestContext.Current.CancellationToken)
        ).SingleOrDefault();
}
