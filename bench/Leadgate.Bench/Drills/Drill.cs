using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Storage;

namespace Leadgate.Bench.Drills;

/// <summary>A failure of a service with several nodes, caused on purpose.</summary>
/// <param name="RunAsync">Runs the drill and returns whether every acknowledged bulk is stored exactly once.</param>
internal sealed record Drill(string Name, string Description, Func<Cluster, CancellationToken, Task<bool>> RunAsync)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    public static readonly IReadOnlyList<Drill> All =
    [
        new("failover", "Kill the primary under load (SIGKILL) and promote its synchronous replica.", FailoverAsync),
        new("node", "Kill a node under load (SIGKILL) while the other keeps running, and restart it.", NodeAsync),
        new("outage", "Stop the database for ten seconds under load.", OutageAsync),
        new("balancer", "Kill a node and then stop the database, behind HAProxy with docs/examples/haproxy.cfg.", BalancerAsync),
        new(
            "lists",
            "Add an item to a list in the database, as lists import does, and measure how long both nodes take to return it.",
            ListsAsync
        ),
    ];

    private static Task<bool> FailoverAsync(Cluster cluster, CancellationToken cancellation) =>
        UnderLoadAsync(
            cluster,
            async senders =>
            {
                var killed = cluster.Seconds;
                await cluster.Primary.KillAsync();
                cluster.Log("the primary has been killed");
                await cluster.PromoteAsync();
                cluster.Log("the replica has been promoted");
                await ReportRecoveryAsync(cluster, senders, killed, cancellation);
            },
            cancellation
        );

    private static Task<bool> NodeAsync(Cluster cluster, CancellationToken cancellation) =>
        UnderLoadAsync(cluster, _ => RestartNodeAsync(cluster, cancellation), cancellation);

    private static async Task RestartNodeAsync(Cluster cluster, CancellationToken cancellation)
    {
        await cluster.Nodes[1].KillAsync();
        cluster.Log("the second node has been killed");
        await Task.Delay(Calm, cancellation);
        await cluster.StartNodeAsync(1, cancellation);
        cluster.Log("the second node has been restarted");
    }

    private static Task<bool> OutageAsync(Cluster cluster, CancellationToken cancellation) =>
        UnderLoadAsync(cluster, senders => StopDatabaseAsync(cluster, senders, cancellation), cancellation);

    private static async Task StopDatabaseAsync(Cluster cluster, Senders senders, CancellationToken cancellation)
    {
        await cluster.Primary.StopAsync();
        cluster.Log("the database has been stopped");
        await Task.Delay(Outage, cancellation);
        foreach (var path in (string[])[Routes.Live, Routes.Ready, $"{Routes.Lists}/GENDER"])
            cluster.Log($"GET {path} returns {(int)await GetStatusAsync(cluster, path, cancellation)}");
        var started = cluster.Seconds;
        await cluster.Primary.StartAsync();
        cluster.Log("the database has been restarted");
        await ReportRecoveryAsync(cluster, senders, started, cancellation);
    }

    private static async Task<bool> BalancerAsync(Cluster cluster, CancellationToken cancellation)
    {
        await using var balancer = await Balancer.StartAsync(cluster.Endpoints, cancellation);
        cluster.Endpoints = [balancer.Address];
        return await UnderLoadAsync(
            cluster,
            async senders =>
            {
                await RestartNodeAsync(cluster, cancellation);
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
            var items = (await store.Lists.ReadAsync(cancellation))[list].Items;
            var label = string.Create(CultureInfo.InvariantCulture, $"Drill {round}");
            await store.Lists.ReplaceAsync(
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
            var served = await Task.WhenAll(cluster.Nodes.Select(node => WaitForLabelAsync(cluster, node, list, label, cancellation)));
            var delays = string.Join(" and ", served.Select(seconds => Milliseconds(seconds - changed)));
            cluster.Log($"\"{label}\" was added; the nodes return it after {delays}");
        }

        return true;
    }

    private static async Task<bool> UnderLoadAsync(Cluster cluster, Func<Senders, Task> fail, CancellationToken cancellation)
    {
        using var senders = new Senders(cluster);
        senders.Start();
        await Task.Delay(Calm, cancellation);
        await fail(senders);
        await Task.Delay(Calm, cancellation);
        await senders.StopAsync();
        return await Account.PrintAsync(cluster, senders);
    }

    private static async Task ReportRecoveryAsync(Cluster cluster, Senders senders, double since, CancellationToken cancellation)
    {
        var acknowledged = await senders.WaitForFirstAfterAsync(cluster.Seconds, cancellation);
        cluster.Log(
            string.Create(CultureInfo.InvariantCulture, $"bulks are accepted again, the first after {acknowledged - since:0.00} s")
        );
    }

    private static async Task<double> WaitForLabelAsync(
        Cluster cluster,
        ChildProcess node,
        ListDefinition list,
        string label,
        CancellationToken cancellation
    )
    {
        using var client = cluster.CreateClient();
        while (
            !(await client.GetStringAsync(new Uri(node.Address, $"{Routes.Lists}/{list.Name}"), cancellation)).Contains(
                label,
                StringComparison.Ordinal
            )
        )
        {
            // Sent again at once, because the time is what is measured.
        }

        return cluster.Seconds;
    }

    private static async Task<HttpStatusCode> GetStatusAsync(Cluster cluster, string path, CancellationToken cancellation)
    {
        using var client = cluster.CreateClient();
        using var response = await client.GetAsync(new Uri(cluster.Endpoints[0], path), cancellation);
        return response.StatusCode;
    }

    private static string Milliseconds(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds) * 1000:0} ms");
}
