using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Storage;

namespace Leadgate.Bench.Drills;

/// <summary>What can go wrong with several nodes, done on purpose.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Meaning">What happens in it.</param>
/// <param name="RunAsync">Runs it; true when nothing was lost and nothing stored twice.</param>
internal sealed record Drill(string Name, string Meaning, Func<Cluster, CancellationToken, Task<bool>> RunAsync)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    public static readonly IReadOnlyList<Drill> All =
    [
        new("failover", "The primary is killed under load (SIGKILL) and its synchronous replica promoted.", FailoverAsync),
        new("node", "A node is killed under load (SIGKILL); the other goes on, and it is started again.", NodeAsync),
        new("outage", "The database is stopped for ten seconds under load.", OutageAsync),
        new(
            "balancer",
            "The same behind HAProxy, as docs/examples/haproxy.cfg has it: a node is killed, then the database stopped.",
            BalancerAsync
        ),
        new("lists", "An item is added to a list in the database, as lists import does; how long until both nodes serve it.", ListsAsync),
    ];

    private static Task<bool> FailoverAsync(Cluster cluster, CancellationToken cancellation) =>
        UnderLoadAsync(
            cluster,
            async senders =>
            {
                var killed = cluster.Seconds;
                await cluster.Primary.KillAsync();
                cluster.Say("the primary is killed");
                await cluster.PromoteAsync();
                cluster.Say("the replica is promoted");
                await SayAgainAsync(cluster, senders, killed, cancellation);
            },
            cancellation
        );

    private static Task<bool> NodeAsync(Cluster cluster, CancellationToken cancellation) =>
        UnderLoadAsync(
            cluster,
            async senders =>
            {
                await cluster.Nodes[1].KillAsync();
                cluster.Say("the second node is killed");
                await Task.Delay(Calm, cancellation);
                await cluster.StartNodeAsync(1, cancellation);
                cluster.Say("the second node is started again");
            },
            cancellation
        );

    private static Task<bool> OutageAsync(Cluster cluster, CancellationToken cancellation) =>
        UnderLoadAsync(cluster, senders => StopDatabaseAsync(cluster, senders, cancellation), cancellation);

    private static async Task StopDatabaseAsync(Cluster cluster, Senders senders, CancellationToken cancellation)
    {
        await cluster.Primary.StopAsync();
        cluster.Say("the database is stopped");
        await Task.Delay(Outage, cancellation);
        foreach (var path in (string[])[Routes.Live, Routes.Ready, $"{Routes.Lists}/GENDER"])
            cluster.Say($"GET {path} gets {(int)await StatusAsync(cluster, path, cancellation)}");
        var started = cluster.Seconds;
        await cluster.Primary.StartAsync();
        cluster.Say("the database is started again");
        await SayAgainAsync(cluster, senders, started, cancellation);
    }

    private static async Task<bool> BalancerAsync(Cluster cluster, CancellationToken cancellation)
    {
        await using var balancer = await Balancer.StartAsync(cluster.Doors, cancellation);
        cluster.Doors = [balancer.Address];
        return await UnderLoadAsync(
            cluster,
            async senders =>
            {
                await cluster.Nodes[1].KillAsync();
                cluster.Say("the second node is killed");
                await Task.Delay(Calm, cancellation);
                await cluster.StartNodeAsync(1, cancellation);
                cluster.Say("the second node is started again");
                await Task.Delay(Calm, cancellation);
                await StopDatabaseAsync(cluster, senders, cancellation);
            },
            cancellation
        );
    }

    private static async Task<bool> ListsAsync(Cluster cluster, CancellationToken cancellation)
    {
        await using var store = StoreAddress.Parse(cluster.Address).Open(TimeProvider.System);
        var list = ReferenceLists.LeadPriority;
        for (var round = 1; round <= 5; round++)
        {
            var items = (await store.ReadListsAsync(cancellation))[list].Items;
            var label = string.Create(CultureInfo.InvariantCulture, $"Drill {round}");
            await store.ReplaceListsAsync(
                new Dictionary<ListDefinition, IReadOnlyList<ListItem>>
                {
                    [list] =
                    [
                        .. items,
                        new ListItem
                        {
                            Value = 9000 + round,
                            Label = label,
                            LabelAr = "تجربة " + label,
                        },
                    ],
                },
                AuditEvent.FromCommand(AuditActions.ListsChange),
                cancellation
            );
            var changed = cluster.Seconds;
            var served = await Task.WhenAll(cluster.Nodes.Select(node => ServesAsync(cluster, node, list, label, cancellation)));
            cluster.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"{label}\" added; the nodes serve it after {string.Join(" and ", served.Select(moment => Milliseconds(moment - changed)))}"
                )
            );
        }

        return true;
    }

    private static async Task<bool> UnderLoadAsync(Cluster cluster, Func<Senders, Task> happen, CancellationToken cancellation)
    {
        using var senders = new Senders(cluster);
        senders.Start();
        await Task.Delay(Calm, cancellation);
        await happen(senders);
        await Task.Delay(Calm, cancellation);
        await senders.StopAsync();
        return await Account.RenderAsync(cluster, senders);
    }

    private static async Task SayAgainAsync(Cluster cluster, Senders senders, double since, CancellationToken cancellation)
    {
        var again = await senders.FirstAfterAsync(cluster.Seconds, cancellation);
        cluster.Say(string.Create(CultureInfo.InvariantCulture, $"bulks are taken again; the first {again - since:0.00} s after it"));
    }

    private static async Task<double> ServesAsync(
        Cluster cluster,
        ChildProcess node,
        ListDefinition list,
        string label,
        CancellationToken cancellation
    )
    {
        using var client = cluster.NewClient();
        while (
            !(await client.GetStringAsync(new Uri(node.Address, $"{Routes.Lists}/{list.Name}"), cancellation)).Contains(
                label,
                StringComparison.Ordinal
            )
        )
        {
            // Asked again at once: the moment is what is measured.
        }

        return cluster.Seconds;
    }

    private static async Task<HttpStatusCode> StatusAsync(Cluster cluster, string path, CancellationToken cancellation)
    {
        using var client = cluster.NewClient();
        using var answer = await client.GetAsync(new Uri(cluster.Doors[0], path), cancellation);
        return answer.StatusCode;
    }

    private static string Milliseconds(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds) * 1000:0} ms");
}
