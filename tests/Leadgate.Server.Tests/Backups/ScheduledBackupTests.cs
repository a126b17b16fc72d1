using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Backup;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Backups;

/// <summary>The backups that the service makes by itself.</summary>
public abstract class ScheduledBackupTests(Engine engine) : EngineTests(engine)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How often a node looks whether a backup is due. It does so first when it starts.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_backup_is_made_each_day_by_one_of_the_nodes_verified_and_kept_for_as_long_as_is_set()
    {
        using var folder = new TemporaryFolder();
        var time = new CountingClock(Start);
        var settings = Settings(folder.Path("backups"));
        await using var server = await StartAsync(settings, time);

        // On SQLite a second process may not write the file of a service, though it may hold the lease; PostgreSQL is for several nodes.
        await using var other = await RunningServer.StartAsync(
            new Dictionary<string, string>(settings) { [Setting.Database.Variable] = server.Database },
            time
        );

        // The clock stands still while a backup is made: if it ran ahead of the work, the lease of the node that makes it would end.
        await time.WaitForTimersAsync(Interval, count: 2);
        await AssertBackupAsync(server, Start);
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))));
        await time.AdvanceAsync(TimeSpan.FromDays(1), Interval, waiting: 2);
        await AssertBackupAsync(server, Start.AddDays(1));

        // The first one was deleted.
        Assert.Single(Files(folder));
        Assert.Equal(2, server.LogLines.Concat(other.LogLines).Count(line => line.Contains("Backup complete: ", StringComparison.Ordinal)));
        Assert.Equal(
            2,
            server.LogLines.Concat(other.LogLines).Count(line => line.Contains("was restored into a temporary", StringComparison.Ordinal))
        );
        Assert.Equal("""{"store":"ok","backup":"ok"}""", await ReadChecksAsync(server));

        // A node that looked before the other was done, and takes it only now.
        Assert.False(
            await other.Store.Backups.TryTakeAsync(Start.AddDays(1).UtcDateTime, TestContext.Current.CancellationToken),
            "The backup is made once more."
        );
        var entries = await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        Assert.Equal(2, entries.Count(entry => entry.Event is { Action: AuditActions.Backup, Actor: AuditEvent.Service }));

        await using var scratch =
            Engine == Engine.Sqlite
                ? ScratchStore.CreateFile()
                : await ScratchStore.CreateDatabaseAsync(StoreAddress.Parse(server.Database), TestContext.Current.CancellationToken);
        var contents = await new StoreRestore(Files(folder)[^1], scratch.Address, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 2, 1), (contents.Bulks, contents.Leads, contents.LeadsWithErrors));
    }

    [Fact]
    public async Task A_backup_that_fails_is_reported_and_tried_again_while_the_service_stays_ready()
    {
        using var folder = new TemporaryFolder();
        var time = new CountingClock(Start);

        // A file where the folder should be.
        await File.WriteAllTextAsync(folder.Path("backups"), "", TestContext.Current.CancellationToken);
        await using var server = await StartAsync(Settings(folder.Path("backups")), time);
        await Wait.UntilAsync(async () => await ReadChecksAsync(server) == """{"store":"ok","backup":"warning"}""", "There is no warning.");

        // The warning is there from the start, because there is no backup yet.
        await Wait.UntilAsync(
            () =>
                server.LogLines.Any(line =>
                    line.StartsWith("Error", StringComparison.Ordinal)
                    && line.Contains("tried again in 10 minutes", StringComparison.Ordinal)
                    && line.Contains("there is no backup", StringComparison.Ordinal)
                ),
            "The failure is not reported."
        );
        await time.WaitForTimersAsync(Interval);
        File.Delete(folder.Path("backups"));
        await time.AdvanceAsync(TimeSpan.FromMinutes(11), Interval);
        await AssertBackupAsync(server, Start.AddMinutes(11));
        await Wait.UntilAsync(async () => await ReadChecksAsync(server) == """{"store":"ok","backup":"ok"}""", "The warning stays.");
    }

    private static Dictionary<string, string> Settings(string folder) =>
        new()
        {
            [Setting.BackupFolder.Variable] = folder,
            [Setting.KeepBackups.Variable] = "1",
            [Setting.VerifyBackups.Variable] = "yes",
        };

    /// <summary>The complete backups, the oldest first.</summary>
    private static List<string> Files(TemporaryFolder folder) =>
        Directory.Exists(folder.Path("backups"))
            ? [.. Directory.GetFiles(folder.Path("backups"), "*.sha256").Select(sum => sum[..^".sha256".Length]).Order()]
            : [];

    private static async Task AssertBackupAsync(RunningServer server, DateTimeOffset began) =>
        Assert.Equal(began.UtcDateTime, await server.Store.Backups.ReadLastAsync(TestContext.Current.CancellationToken));

    private static async Task<string> ReadChecksAsync(RunningServer server)
    {
        using var response = await server.Client.GetAsync(Routes.Ready, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.JsonAsync()).GetProperty("checks").GetRawText();
    }
}
