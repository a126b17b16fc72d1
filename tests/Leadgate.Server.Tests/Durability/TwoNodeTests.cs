using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>Two nodes on one PostgreSQL database.</summary>
public sealed class TwoNodeTests
{
    [Fact]
    [Promise("6.6")]
    public async Task Concurrent_requests_with_one_idempotency_key_on_two_nodes_store_one_bulk()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);
        for (var round = 0; round < 25; round++)
        {
            var (key, body) = ($"race-{round}", TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))));
            var ids = await Task.WhenAll(new[] { one, other, one, other }.Select(node => PostAsync(node, key, body)));
            Assert.Single(ids.OfType<string>().Distinct());
        }

        Assert.Equal(
            "25|25|25",
            Assert.Single(
                await database.RowsAsync(
                    "select (select count(*) from bulk), (select count(*) from lead), (select count(*) from lead_with_errors)"
                )
            )
        );
    }

    [Fact]
    [Promise("3.6")]
    public async Task List_changed_on_one_node_is_served_by_the_other_within_seconds()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var one = await StartAsync(database);
        await using var other = await StartAsync(database);
        var list = ReferenceLists.Find("LEAD_PRIORITY")!;
        var items = (await one.Store.Lists.ReadAsync(TestContext.Current.CancellationToken))[list].Items;
        IReadOnlyList<ListItem> changed =
        [
            .. items,
            new ListItem
            {
                Value = 999,
                Label = "Someday",
                LabelAr = "يومًا ما",
            },
        ];
        await one.Store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [list] = changed },
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
        var waited = await Wait.UntilAsync(
            async () =>
                (await other.Client.GetStringAsync(Routes.Lists + "/LEAD_PRIORITY", TestContext.Current.CancellationToken)).Contains(
                    "Someday",
                    StringComparison.Ordinal
                ),
            "The other node does not serve the new item."
        );

        // On a busy machine the test may take longer than the promise. What holds the promise is how often the other node asks.
        Assert.True(ListRefreshService.Interval <= TimeSpan.FromSeconds(1));
        TestContext.Current.TestOutputHelper!.WriteLine($"The other node serves the new item after {waited.TotalMilliseconds:F0} ms.");
    }

    private static Task<RunningServer> StartAsync(PostgresDatabase database) =>
        RunningServer.StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = database.Address });

    /// <summary>The id, or null if the node responds that a request with the key is still in progress.</summary>
    private static async Task<string?> PostAsync(RunningServer node, string key, string body)
    {
        using var response = await node.Client.SendAsync(
            TestData.Post(body, (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            : null;
    }
}
