using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>Two nodes on a PostgreSQL with a synchronous replica, which takes over when the primary is killed.</summary>
public sealed class FailoverTests
{
    private const int Senders = 8;
    private const int BulksEach = 60;

    [Fact]
    [Promise("2.6")]
    [Promise("6.6")]
    [Promise("8.3")]
    public async Task When_the_primary_dies_under_load_nothing_acknowledged_is_lost_and_nothing_is_stored_twice()
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
        var refused = 0;
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
                            if (acknowledged.Count == Senders * BulksEach / 2)
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

        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged.Count} bulks acknowledged, {refused} answers of 503 between.");
        Assert.True(refused > 0, "The primary was not missed, so the test shows nothing.");
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

    /// <summary>The id, or null when the node cannot store now.</summary>
    private static async Task<long?> SendAsync(RunningServer node, string key, string body)
    {
        using var answer = await node.Client.SendAsync(
            TestData.Post(body, (Headers.IdempotencyKey, key)),
            TestContext.Current.CancellationToken
        );
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            return null;
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }
}
