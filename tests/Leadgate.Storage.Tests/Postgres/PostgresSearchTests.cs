using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresSearchTests : SearchTests
{
    /// <summary>Each node has blocks of ids of its own, so a later bulk may have leads with smaller ids.</summary>
    [Fact]
    public async Task Retention_reaches_every_lead_also_where_ids_of_two_nodes_are_in_another_order_than_their_bulks()
    {
        await using var database = new PostgresTestDatabase();
        ILeadStore[] nodes = [await database.OpenAsync(), await database.OpenAsync()];
        var leads = Enumerable.Range(0, 3).Select(_ => TestData.Lead()).Concat([TestData.Lead(("priority", null))]).ToList();
        for (var i = 0; i < 6; i++)
            await nodes[i % 2].AppendAsync(TestData.Bulk(leads), TestContext.Current.CancellationToken);
        var all = await database.RowsAsync(
            "select bulk_id, id from lead union all select bulk_id, id from lead_with_errors order by 1 desc, 2 desc"
        );
        Assert.NotEqual(all.OrderByDescending(lead => long.Parse(lead.Split('|')[1], CultureInfo.InvariantCulture)), all);

        var (dropped, last) = (0, default(LeadCursor));
        for (var count = 1; count > 0; dropped += count)
        {
            (count, last) = await nodes[0]
                .Privacy.DropSentAsync(
                    TestData.Now.UtcDateTime.AddDays(1),
                    last,
                    1,
                    _ => AuditEvent.FromService(AuditActions.Retention),
                    TestContext.Current.CancellationToken
                );
        }

        Assert.Equal(6, dropped);
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
}
