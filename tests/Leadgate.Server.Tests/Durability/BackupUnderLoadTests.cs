using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Durability;

/// <summary>The backup and restore commands while the service receives bulks.</summary>
public abstract class BackupUnderLoadTests(Engine engine) : EngineTests(engine)
{
    private const int Senders = 6;
    private const int BulksBefore = 300;
    private const int LeadsEach = 7;

    [Fact]
    [Promise("2.6")]
    public async Task Backup_contains_every_bulk_acknowledged_before_it_began_and_does_not_interrupt_the_service()
    {
        using var folder = new TemporaryFolder();
        await using var database = Engine == Engine.Postgres ? await PostgresDatabase.CreateAsync(isDurable: true) : null;
        await using var empty = Engine == Engine.Postgres ? await PostgresDatabase.CreateAsync(isDurable: true) : null;
        await using var service = await ServiceProcess.StartAsync(database?.Address ?? "sqlite:" + folder.Path("leadgate.db"));
        var acknowledged = new ConcurrentDictionary<long, string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var done = new CancellationTokenSource();
        var sending = Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(async sender =>
                {
                    // One goes on during the backup, which takes longer the more arrives.
                    for (var i = 0; sender == 0 ? !done.IsCancellationRequested : !enough.Task.IsCompleted; i++)
                    {
                        var key = string.Create(CultureInfo.InvariantCulture, $"{sender}-{i}");
                        acknowledged[
                            await service.Client.PostAsync(
                                TestData.Bulk(
                                    Enumerable
                                        .Range(0, LeadsEach)
                                        .Select(n =>
                                            TestData.Lead(("leadReference", $"{key}-{n}"), ("priority", n % 3 == 2 ? null : "Hot"))
                                        )
                                )
                            )
                        ] = key;
                        if (acknowledged.Count >= BulksBefore)
                            enough.TrySetResult();
                    }
                })
        );
        await enough.Task;

        var before = acknowledged.Keys.ToHashSet();
        var backup = await ServiceProcess.RunToEndAsync(
            "backup",
            folder.Path("copy"),
            "--database",
            database?.Address ?? "sqlite:" + folder.Path("leadgate.db")
        );
        var after = acknowledged.Count;
        await done.CancelAsync();
        await sending;
        TestContext.Current.TestOutputHelper!.WriteLine($"{before.Count} bulks before the backup, {after} after it; {backup.Output}");
        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.True(after > before.Count + Senders, "No bulk was stored during the backup.");

        var target = empty?.Address ?? "sqlite:" + folder.Path("new/leadgate.db");
        var restore = await ServiceProcess.RunToEndAsync("restore", folder.Path("copy"), "--database", target);
        Assert.True(restore.ExitCode == 0, restore.Error);
        await using var restored = await ServiceProcess.StartAsync(target);
        await Parallel.ForEachAsync(
            acknowledged,
            new ParallelOptions { MaxDegreeOfParallelism = Senders },
            async (one, cancellation) =>
            {
                // A bulk acknowledged later is complete or missing.
                var (id, key) = one;
                if (!before.Contains(id))
                {
                    using var response = await restored.Client.GetAsync(
                        string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{id}"),
                        cancellation
                    );
                    if (response.StatusCode == HttpStatusCode.NotFound)
                        return;
                }

                await AssertCompleteAsync(restored, id, key);
            }
        );

        Assert.True(await restored.Client.PostAsync(TestData.Bulk(TestData.Lead())) > acknowledged.Keys.Max());
    }

    private static async Task AssertCompleteAsync(ServiceProcess service, long id, string key)
    {
        var read = await service.Client.ReadBulkAsync(id);
        Assert.Equal(LeadsEach, read.GetProperty("totalRecords").GetInt32());
        Assert.Equal(
            Enumerable.Range(0, LeadsEach).Select(n => $"{key}-{n}"),
            read.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("leadReference").GetString())
        );
    }
}
