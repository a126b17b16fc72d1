using System.Runtime.Versioning;
using Leadgate.Storage.Backup;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>Who may read the files of a store, which hold personal data.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnerOnlyTests
{
    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    [Fact]
    public async Task New_database_its_log_and_its_folder_can_be_read_by_their_owner_only()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path("new"), "leadgate.db");
        var address = StoreAddress.Parse("sqlite:" + file);
        await using var store = address.Open(TimeProvider.System);

        Assert.Equal("drwx------", Mode(Path.GetDirectoryName(file)!));
        Assert.Equal(["-rw-------", "-rw-------", "-rw-------"], [Mode(file), Mode(file + "-wal"), Mode(file + "-shm")]);
        Assert.Empty(address.FindFilesOpenToOthers());
    }

    [Fact]
    public async Task Restored_database_and_its_folder_can_be_read_by_their_owner_only()
    {
        using var folder = new TemporaryFolder();
        var (backup, file) = (folder.Path("backup"), Path.Combine(folder.Path("new"), "leadgate.db"));
        var address = StoreAddress.Parse("sqlite:" + folder.Path("leadgate.db"));
        await using (address.Open(TimeProvider.System)) { }

        await new StoreBackup(address, backup, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        await new StoreRestore(backup, StoreAddress.Parse("sqlite:" + file), _ => { }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["-rw-------", "-rw-------"], [Mode(backup), Mode(backup + ".sha256")]);
        Assert.Equal(["drwx------", "-rw-------"], [Mode(Path.GetDirectoryName(file)!), Mode(file)]);
    }

    [Fact]
    public async Task Files_that_other_users_may_read_are_named_and_left_as_they_are()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("leadgate.db");
        var address = StoreAddress.Parse("sqlite:" + file);
        await using (address.Open(TimeProvider.System)) { }

        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | OthersMayRead);
        await using var store = address.Open(TimeProvider.System);
        Assert.Equal([file, file + "-wal", file + "-shm"], address.FindFilesOpenToOthers());
        Assert.Equal("-rw-r--r--", Mode(file));
    }

    private static string Mode(string path)
    {
        var mode = File.GetUnixFileMode(path);
        var bits = "rwxrwxrwx".Select((letter, i) => ((int)mode & (1 << (8 - i))) != 0 ? letter : '-');
        return (Directory.Exists(path) ? "d" : "-") + string.Concat(bits);
    }
}
