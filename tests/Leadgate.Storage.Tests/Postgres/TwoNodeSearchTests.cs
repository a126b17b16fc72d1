using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>
/// Pages of leads that two nodes have stored: each gives out ids of leads from its own blocks, so that they do not follow time.
/// </summary>
public sealed class TwoNodeSearchTests
{
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

    private static async Task<StoredLead?> FindNextAsync(ILeadStore store, LeadCursor? after) =>
        (
            await store.FindLeadsAsync(new LeadQuery { After = after, Limit = 1 }, TestData.Catalog, TestContext.Current.CancellationToken)
        ).SingleOrDefault();
}
