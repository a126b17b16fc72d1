using System.CommandLine;
using System.Globalization;

namespace Leadgate.Bench.Drills;

/// <summary>
/// Replaces both nodes of the previous version by this one under load, one after the other, with the upgrade of the database in between,
/// and then restarts both once more. Senders behind the load balancer must not notice.
/// </summary>
internal static class RollingDrill
{
    private const string Description =
        "Upgrade two nodes behind HAProxy from the previous version to this one under load, one after the other, and then restart each "
        + "with nothing but SIGTERM. No request may be refused or stay without a response.";

    /// <summary>How long nodes say that they are about to stop. HAProxy needs two checks, a second apart.</summary>
    private const string StopDelay = "5";

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(4);
    private static readonly string[] Names = ["one", "two"];

    public static Command CreateCommand()
    {
        var command = new Command("rolling", Description);
        var from = new Option<FileInfo>("--from")
        {
            Description = "Leadgate.Server.dll of the previous version. ./leadgate drill rolling builds it.",
            Required = true,
        };
        command.Add(from);
        command.SetAction((result, cancellation) => RunAsync(result.GetRequiredValue(from).FullName, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string previous, CancellationToken cancellation)
    {
        await Console.Out.WriteLineAsync($"== rolling: {Description}");
        await using var cluster = await Cluster.StartAsync(previous, cancellation);
        await using var balancer = await Balancer.StartAsync(cluster.Endpoints, cancellation);
        cluster.Endpoints = [balancer.Address];
        await LogSchemaAsync(cluster, "both nodes run the previous version");
        using var senders = new Senders(cluster);
        senders.Start();
        await Task.Delay(Calm, cancellation);
        for (var node = 0; node < Names.Length; node++)
        {
            await ReplaceAsync(cluster, balancer, node, cancellation);
            await LogSchemaAsync(cluster, node == 0 ? "one node runs the new version, one the previous" : "both run the new version");
            await Task.Delay(Calm, cancellation);
        }

        var (refusedBefore, unansweredBefore) = (senders.Rejections.Count, senders.Unanswered);
        for (var node = 0; node < Names.Length; node++)
            await RestartAsync(cluster, node, cancellation);
        await senders.StopAsync();
        var isComplete = await Account.PrintAsync(cluster, senders);
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"upgrade                {refusedBefore} refused, {unansweredBefore} without a response\n"
                    + $"restarts               {senders.Rejections.Count - refusedBefore} refused, "
                    + $"{senders.Unanswered - unansweredBefore} without a response\n"
            )
        );
        if (isComplete && senders.Rejections.Count == 0 && senders.Unanswered == 0)
            return 0;
        await Console.Error.WriteLineAsync("drill: rolling failed: a request was refused, or a bulk was lost or stored twice.");
        return 1;
    }

    /// <summary>A version that does not say that it is about to stop is taken out at the load balancer, as operators do it.</summary>
    private static async Task ReplaceAsync(Cluster cluster, Balancer balancer, int node, CancellationToken cancellation)
    {
        await balancer.TellAsync($"set server ready/{Names[node]} state drain", cancellation);
        cluster.Log($"HAProxy sends no more requests to node {Names[node]}");
        await Task.Delay(Calm, cancellation);
        var exitCode = await cluster.Nodes[node].StopAsync(cancellation);
        cluster.Log($"node {Names[node]} of the previous version has stopped with exit code {exitCode}");
        await cluster.StartNodeAsync(node, cancellation, null, "--stop-delay-seconds", StopDelay);
        cluster.Log($"node {Names[node]} of this version listens");
        await balancer.TellAsync($"set server ready/{Names[node]} state ready", cancellation);
        await Task.Delay(Calm, cancellation);
    }

    private static async Task RestartAsync(Cluster cluster, int node, CancellationToken cancellation)
    {
        cluster.Log($"SIGTERM to node {Names[node]}");
        var exitCode = await cluster.Nodes[node].StopAsync(cancellation);
        cluster.Log($"node {Names[node]} has stopped with exit code {exitCode}");
        await cluster.StartNodeAsync(node, cancellation, null, "--stop-delay-seconds", StopDelay);
        cluster.Log($"node {Names[node]} listens again");
        await Task.Delay(Calm, cancellation);
    }

    private static async Task LogSchemaAsync(Cluster cluster, string what)
    {
        var schema = await cluster.QueryNumberAsync("select max(version) from schema_version");
        cluster.Log(string.Create(CultureInfo.InvariantCulture, $"{what}; the database has schema {schema}"));
    }
}
