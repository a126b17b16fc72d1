using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>A real process, killed without warning while it works.</summary>
public abstract class KillTests(Engine engine) : EngineTests(engine)
{
    private const int Rounds = 3;
    private const int Senders = 8;

    [Fact]
    [Promise("2.6")]
    [Promise("6.6")]
    [Promise("9.1")]
    public async Task What_was_acknowledged_before_a_kill_is_there_whole_after_it_and_a_retry_stores_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await using var database = Engine == Engine.Postgres ? await PostgresDatabase.CreateAsync(isDurable: true) : null;
        var address = database?.Address ?? "sqlite:" + folder.Path("leadgate.db");
        var sent = new ConcurrentDictionary<string, SentBulk>();
        for (var round = 0; round < Rounds; round++)
        {
            await using (var service = await ServiceProcess.StartAsync(address))
            {
                await SendUntilKilledAsync(service, round, sent);
            }

            await using var restarted = await ServiceProcess.StartAsync(address);
            await EverythingIsThereAsync(restarted, sent);
        }

        Assert.True(
            sent.Values.Count(bulk => bulk.Id is not null) > Rounds * 40,
            "Too few bulks were acknowledged for the test to mean anything."
        );
    }

    /// <summary>Eight senders, each with a key for each bulk; after so many answers, a number of its own in each round, the process is killed.</summary>
    private static async Task SendUntilKilledAsync(ServiceProcess service, int round, ConcurrentDictionary<string, SentBulk> sent)
    {
        var killAfter = 40 + (round * 37);
        var answers = 0;
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
                            using var answer = await service.Client.SendAsync(
                                TestData.Post(bulk.Body, (Headers.IdempotencyKey, key)),
                                TestContext.Current.CancellationToken
                            );
                            if (answer.StatusCode != HttpStatusCode.OK)
                                throw new InvalidOperationException($"The service answered {answer.StatusCode}.");
                            bulk.Id = long.Parse(
                                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                                CultureInfo.InvariantCulture
                            );
                        }
                        catch (HttpRequestException) when (service.IsKilled)
                        {
                            return;
                        }

                        if (Interlocked.Increment(ref answers) == killAfter)
                            service.Kill();
                    }
                })
        );
    }

    private static async Task EverythingIsThereAsync(ServiceProcess service, ConcurrentDictionary<string, SentBulk> sent)
    {
        foreach (var (key, bulk) in sent)
        {
            using var answer = await service.Client.SendAsync(
                TestData.Post(bulk.Body, (Headers.IdempotencyKey, key)),
                TestContext.Current.CancellationToken
            );
            var id = long.Parse(
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                CultureInfo.InvariantCulture
            );
            if (bulk.Id is { } acknowledged)
                Assert.Equal(acknowledged, id);
            bulk.Id = id;
        }

        // Every key stands for one bulk, and nothing was stored that no key stands for.
        Assert.Equal(sent.Count, sent.Values.Select(bulk => bulk.Id).Distinct().Count());
        foreach (var (key, bulk) in sent)
        {
            var read = await service.Client.ReadBulkAsync(bulk.Id!.Value);
            var references = read.GetProperty("leads")
                .EnumerateArray()
                .Select(lead => lead.GetProperty("leadReference").GetString())
                .ToList();
            Assert.Equal(read.GetProperty("totalRecords").GetInt32(), references.Count);
            Assert.Equal(Enumerable.Range(0, bulk.Leads).Select(n => $"{key}-{n}"), references);
        }
    }

    private sealed class SentBulk(string body)
    {
        public string Body { get; } = body;

        public int Leads { get; } = System.Text.Json.JsonElement.Parse(body).GetProperty("leads").GetArrayLength();

        public long? Id { get; set; }
    }
}
