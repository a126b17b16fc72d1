using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Backup;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Durability.PowerCut;

/// <summary>A backup on a disk that loses its power as soon as the command has reported that the backup is complete.</summary>
public sealed class BackupPowerCutTests
{
    [Fact]
    public async Task Backup_that_was_reported_complete_can_be_restored_after_a_power_failure()
    {
        using var temporary = new TemporaryFolder();
        var (folder, log, library) = (temporary.Path("backups"), temporary.Path("log"), temporary.Path("powercut.so"));
        Directory.CreateDirectory(folder);
        await RecordingLibrary.BuildAsync(library);
        var database = "sqlite:" + temporary.Path("leadgate.db");
        await using (var service = await ServiceProcess.StartAsync(database))
        {
            await service.Client.PostAsync(TestData.Bulk(Enumerable.Range(0, 200).Select(_ => TestData.Lead())));
        }

        var (exitCode, _, error) = await ServiceProcess.RunToEndAsync(
            RecordingLibrary.Variables(library, folder, log),
            "backup",
            Path.Combine(folder, "copy"),
            "--database",
            database
        );
        Assert.True(exitCode == 0, error);

        var disk = new RecordedDisk(folder);
        foreach (var record in DiskRecord.ReadAll(log))
            disk.Apply(record);
        var target = temporary.Path("cut");
        disk.WriteAfterCut(target, survivors: null);
        Assert.Equal(["copy", "copy.sha256"], Directory.GetFiles(target).Select(Path.GetFileName).Order());
        var restore = new StoreRestore(
            Path.Combine(target, "copy"),
            StoreAddress.Parse("sqlite:" + temporary.Path("restored.db")),
            _ => { }
        );
        Assert.Equal(200, (await restore.RunAsync(TestContext.Current.CancellationToken)).Leads);
    }
}
