using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Server.Tests.Durability.PowerCut;

/// <summary>
/// The real program on a disk that loses its power. Killing the process proves less: what a killed process has written is kept by the
/// operating system, whether it was synced or not.
/// </summary>
public sealed class PowerCutTests
{
    private const int Bulks = 120;
    private const int LeadsPerBulk = 8;
    private const int RandomCuts = 8;
    private const int Seed = 20261126;

    /// <summary>Makes a bulk so large that the log is copied into the database file a few times, whatever else is written.</summary>
    private static readonly string Filling = new('x', 60_000);
    private static readonly string Caller = new Sender.Anonymous().IdempotencyScope;

    [Fact]
    [Promise("2.6")]
    [Promise("6.6")]
    public async Task Every_bulk_acknowledged_before_a_power_failure_is_stored_completely_with_its_idempotency_key()
    {
        using var temporary = new TemporaryFolder();
        var (folder, log, library) = (temporary.Path("data"), temporary.Path("log"), temporary.Path("powercut.so"));
        Directory.CreateDirectory(folder);
        await RecordingLibrary.BuildAsync(library);
        var sent = await SendAsync(Path.Combine(folder, "leadgate.db"), RecordingLibrary.Variables(library, folder, log), log);

        var cuts = new Queue<Cut>(ChooseCuts(sent, new FileInfo(log).Length));
        var disk = new RecordedDisk(folder);
        var random = new Random(Seed);
        var checkedCuts = 0;
        foreach (var record in DiskRecord.ReadAll(log))
        {
            for (; cuts.TryPeek(out var cut) && cut.Position < record.End; cuts.Dequeue(), checkedCuts++)
            {
                var target = temporary.Path(string.Create(CultureInfo.InvariantCulture, $"cut-{checkedCuts}"));
                disk.WriteAfterCut(target, cut.IsRandom ? random : null);
                await CheckAsync(Path.Combine(target, "leadgate.db"), sent.Where(bulk => bulk.Position <= cut.Position).ToList());
            }

            disk.Apply(record);
        }

        Assert.True(checkedCuts > RandomCuts, "The log is too short.");
        Assert.True(disk.Syncs.LastIndexOf("leadgate.db") > Bulks / 2, "No checkpoint happened between two acknowledgements.");
    }

    /// <summary>Sends one bulk after the other, and notes for each how long the log was when its response had arrived.</summary>
    private static async Task<List<SentBulk>> SendAsync(string database, (string, string)[] variables, string log)
    {
        var sent = new List<SentBulk>();
        await using var service = await ServiceProcess.StartAsync("sqlite:" + database, [], 1, variables);
        for (var i = 0; i < Bulks; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"bulk-{i}");
            var body = TestData.Bulk(
                Enumerable
                    .Range(0, LeadsPerBulk)
                    .Select(n => TestData.Lead(("leadReference", Reference(key, n)), ("priority", n == 0 ? Filling : "Hot")))
            );
            using var response = await service.Client.SendAsync(
                TestData.Post(body, (Headers.IdempotencyKey, key)),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var id = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(body));
            sent.Add(new SentBulk(key, fingerprint, long.Parse(id, CultureInfo.InvariantCulture), new FileInfo(log).Length));
        }

        service.Kill();
        return sent;
    }

    /// <summary>
    /// After every fifteenth acknowledgement with everything unsynced lost, which is the hardest for what was acknowledged; and anywhere
    /// with some of it on the disk, which is the hardest for the file as a whole.
    /// </summary>
    private static IEnumerable<Cut> ChooseCuts(List<SentBulk> sent, long end)
    {
        var random = new Random(Seed);
        return sent.Where((_, i) => i % 15 == 0)
            .Select(bulk => new Cut(bulk.Position, IsRandom: false))
            .Concat(Enumerable.Range(0, RandomCuts).Select(_ => new Cut(random.NextInt64(sent[0].Position, end), IsRandom: true)))
            .OrderBy(cut => cut.Position);
    }

    private static async Task CheckAsync(string file, List<SentBulk> acknowledged)
    {
        await using (var store = StoreAddress.Parse("sqlite:" + file).Open(TimeProvider.System))
        {
            var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
            foreach (var bulk in acknowledged)
            {
                var found = await store.FindKeyAsync(
                    new IdempotencyKey(Caller, bulk.Key, bulk.Fingerprint),
                    TestContext.Current.CancellationToken
                );
                var stored = Assert.IsType<AppendOutcome.AlreadyStored>(found).Bulk;
                Assert.Equal((bulk.Id, LeadsPerBulk, 1), (stored.Id, stored.TotalRecords, stored.ErrorRecords));
                var leads = await store.ReadLeadsAsync(bulk.Id, 0, LeadsPerBulk + 1, catalog, TestContext.Current.CancellationToken);
                Assert.Equal(Enumerable.Range(0, LeadsPerBulk).Select(n => Reference(bulk.Key, n)), leads.Select(ReadReference));
            }

            await store.CheckAsync(TestContext.Current.CancellationToken);
        }

        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma integrity_check";
        Assert.Equal("ok", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static string Reference(string key, int lead) => string.Create(CultureInfo.InvariantCulture, $"{key}-{lead}");

    private static string? ReadReference(StoredLead lead) =>
        lead.Valid is { } valid
            ? valid[LeadFields.All.Single(field => field.Name == "leadReference")].Text
            : JsonElement.Parse(lead.Sent.Span).GetProperty("leadReference").GetString();

    private sealed record SentBulk(string Key, byte[] Fingerprint, long Id, long Position);

    /// <param name="Position">Where in the log the power fails.</param>
    /// <param name="IsRandom">Whether some of what was not synced is on the disk all the same.</param>
    private sealed record Cut(long Position, bool IsRandom);
}
