using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A service process that is killed while it stores bulks.</summary>
public abstract class KillTests(Engine engine) : EngineTests(engine)
{
    private const int Rounds = 2;
    private const int Senders = 8;
    private static readonly ParallelOptions Checks = new() { MaxDegreeOfParallelism = Senders };

    [Fact]
    [Promise("2.6")]
    [Promise("6.6")]
    [Promise("9.1")]
    public async Task Acknowledged_bulks_are_complete_after_a_kill_and_a_retry_stores_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await using var database = Engine == Engine.Postgres ? await PostgresDatabase.CreateAsync(isDurable: true) : null;
        var address = database?.Address ?? "sqlite:" + folder.Path("leadgate.db");
        var sent = new ConcurrentDictionary<string, SentBulk>();

        // What was started after a kill is killed in the next round.
        var service = await ServiceProcess.StartAsync(address);
        for (var round = 0; round < Rounds; round++)
        {
            await using (service)
            {
                await SendUntilKilledAsync(service, round, sent);
            }

            service = await ServiceProcess.StartAsync(address);
            await AssertEverythingStoredAsync(service, sent);
        }

        await service.DisposeAsync();

        Assert.True(sent.Values.Count(bulk => bulk.Id is not null) > Rounds * 40, "Too few bulks were acknowledged to prove anything.");
    }

    /// <summary>Several senders, with an idempotency key for each bulk. The process is killed after a number of responses.</summary>
    private static async Task SendUntilKilledAsync(ServiceProcess service, int round, ConcurrentDictionary<string, SentBulk> sent)
    {
        var killAfter = 40 + (round * 37);
        var responses = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(async sender =>
                {
                    for (var i = 0; !service.IsKilled; i++)
                    {
                        var key = string.Create(CultureInfo.InvariantCulture, $"{round}-{sender}-{i}");
                        var bulk = sent[key] = new SentBulk(
                            TestData.Bulk(
                                Enumerable
                                    .Range(0, 1 + ((i + sender) % 7))
                                    .Select(n => TestData.Lead(("leadReference", $"{key}-{n}"), ("priority", n % 3 == 2 ? null : "Hot")))
                            )
                        );
                        try
                        {
                            using var response = await service.Client.SendAsync(
                                TestData.Post(bulk.Body, (Headers.IdempotencyKey, key)),
                                TestContext.Current.CancellationToken
                            );
                            if (response.StatusCode != HttpStatusCode.OK)
                                throw new InvalidOperationException($"The service responded with {response.StatusCode}.");
                            bulk.Id = long.Parse(
                                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                                CultureInfo.InvariantCulture
                            );
                        }
                        catch (HttpRequestException) when (service.IsKilled)
                        {
                            return;
                        }

                        if (Interlocked.Increment(ref responses) == killAfter)
                            service.Kill();
                    }
                })
        );
    }

    private static async Task AssertEverythingStoredAsync(ServiceProcess service, ConcurrentDictionary<string, SentBulk> sent)
    {
        await Parallel.ForEachAsync(
            sent,
            Checks,
            async (one, cancellation) =>
            {
                var (key, bulk) = one;
                using var response = await service.Client.SendAsync(TestData.Post(bulk.Body, (Headers.IdempotencyKey, key)), cancellation);
                var id = long.Parse(await response.Content.ReadAsStringAsync(cancellation), CultureInfo.InvariantCulture);
                if (bulk.Id is { } acknowledged)
                    Assert.Equal(acknowledged, id);
                bulk.Id = id;
            }
        );

        // Each key identifies one bulk.
        Assert.Equal(sent.Count, sent.Values.Select(bulk => bulk.Id).Distinct().Count());
        await Parallel.ForEachAsync(
            sent,
            Checks,
            async (one, _) =>
            {
                var (key, bulk) = one;
                var read = await service.Client.ReadBulkAsync(bulk.Id!.Value);
                var references = read.GetProperty("leads")
                    .EnumerateArray()
                    .Select(lead => lead.GetProperty("leadReference").GetString())
                    .ToList();
                Assert.Equal(read.GetProperty("totalRecords").GetInt32(), references.Count);
                Assert.Equal(Enumerable.Range(0, bulk.Leads).Select(n => $"{key}-{n}"), references);
            }
        );
    }

    private sealed class SentBulk(string body)
    {
        public string Body { get; } = body;

        public int Leads { get; } = System.Text.Json.JsonElement.Parse(body).GetProperty("leads").GetArrayLength();

        public long? Id { get; set; }
    }
}
