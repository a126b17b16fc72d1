using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Cli;

/// <summary>Errors of the commands backup and restore.</summary>
public sealed class BackupCommandTests
{
    [Fact]
    public async Task Backup_to_a_full_disk_fails_in_one_line_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        await using var disk = await SmallDisk.InMemoryAsync(folder.Path("disk"), mebibytes: 1);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "filler"), new byte[900_000], TestContext.Current.CancellationToken);
        await using var postgres = await PostgresDatabase.CreateAsync();
        foreach (var database in (string[])["sqlite:" + folder.Path("leadgate.db"), postgres.Address])
        {
            await using var service = await ServiceProcess.StartAsync(database);
            await service.Client.PostAsync(
                TestData.Bulk(Enumerable.Range(0, 2000).Select(_ => TestData.Lead(("leadNote", Guid.NewGuid().ToString()))))
            );
            await FailsAsync("backup", Path.Combine(disk.Path, "copy"), "--database", database);
            Assert.Equal(["filler"], Directory.GetFiles(disk.Path).Select(Path.GetFileName));
        }
    }

    [Fact]
    public async Task Invalid_source_or_target_is_reported_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        Assert.Contains(
            "does not exist",
            await FailsAsync("backup", folder.Path("copy"), "--database", database),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "does not exist",
            await FailsAsync("restore", folder.Path("copy"), "--database", database),
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(folder.Path("copy"), "something", TestContext.Current.CancellationToken);
        Assert.Contains(
            "is not a backup",
            await FailsAsync("restore", folder.Path("copy"), "--database", database),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "hidden-password",
            await FailsAsync("backup", folder.Path("other"), "--database", "postgres://leadgate:hidden-password@127.0.0.1:1/leads"),
            StringComparison.Ordinal
        );
        Assert.Equal([folder.Path("copy")], Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.Path("copy"))!));
    }

    private static async Task<string> FailsAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await CommandRun.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Single(error.Trim().Split('\n'));
        Assert.StartsWith("leadgate: ", error, StringComparison.Ordinal);
        return error;
    }
}
