using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>Two nodes on PostgreSQL with a synchronous replica, which is promoted when the primary is killed.</summary>
public sealed class FailoverTests
{
    private const int Senders = 8;
    private const int BulksEach = 30;

    [Fact]
    [Promise("2.6")]
    [Promise("6.6")]
    [Promise("8.1")]
    public async Task Failover_under_load_loses_no_acknowledged_bulk_and_stores_none_twice()
    {
        await using var primary = await PostgresServer.StartNewAsync(
            "synchronous_standby_names=leadgate_replica",
            "synchronous_commit=local"
        );
        await using var replica = await PostgresServer.StartReplicaAsync(primary, "leadgate_replica");
        await primary.ExecuteAsync("create database leads");
        var settings = new Dictionary<string, string> { [Setting.Database.Variable] = PostgresServer.Address("leads", primary, replica) };
        await using var one = await RunningServer.StartAsync(settings);
        await using var other = await RunningServer.StartAsync(settings);

        var acknowledged = new ConcurrentDictionary<string, long>();
        var (refused, count) = (0, 0);
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var senders = Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(async sender =>
                {
                    for (var i = 0; i < BulksEach; i++)
                    {
                        var key = string.Create(CultureInfo.InvariantCulture, $"{sender}-{i}");
                        var body = TestData.Bulk(
                            TestData.Lead(("leadReference", key)),
                            TestData.Lead(("leadReference", key), ("priority", null))
                        );
                        while (await SendAsync((i + sender) % 2 == 0 ? one : other, key, body) is var id)
                        {
                            if (id is null)
                            {
                                Interlocked.Increment(ref refused);
                                continue;
                            }

                            acknowledged[key] = id.Value;
                            if (Interlocked.Increment(ref count) == Senders * BulksEach / 2)
                                half.SetResult();
                            break;
                        }
                    }
                })
        );

        await half.Task;
        await primary.KillAsync();
        await replica.PromoteAsync();
        await replica.ExecuteAsync("alter system set synchronous_standby_names = ''");
        await replica.ExecuteAsync("select pg_reload_conf()");
        await senders;

        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged.Count} bulks acknowledged, {refused} responses were 503.");
        Assert.True(refused > 0, "No request failed during the failover, so the test proves nothing.");
        Assert.Equal(Senders * BulksEach, acknowledged.Values.Distinct().Count());
        Assert.Equal((long)acknowledged.Count, await replica.ExecuteAsync("select count(*) from bulk", "leads"));
        Assert.Equal((long)acknowledged.Count, await replica.ExecuteAsync("select count(distinct lead_reference) from lead", "leads"));
        Assert.Equal((long)acknowledged.Count, await replica.ExecuteAsync("select count(*) from lead_with_errors", "leads"));
        foreach (var (key, id) in acknowledged)
        {
            var leads = (await other.Client.ReadBulkAsync(id))
                .GetProperty("leads")
                .EnumerateArray()
                .Select(lead => lead.GetProperty("leadReference").GetString());
            Assert.Equal([key, key], leads);
        }
    }

    /// <summary>The id, or null if the node responds with 503.</summary>
    private static async Task<long?> SendAsync(RunningServer node, string key, string body)
    {
        using var response = await node.Client.SendAsync(
            TestData.Post(body, (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            return null;
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }
}
