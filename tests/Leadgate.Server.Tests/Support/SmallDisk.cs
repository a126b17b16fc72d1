using System.Diagnostics;

namespace Leadgate.Server.Tests.Support;

/// <summary>A disk of a few mebibytes. Only root on Linux can mount one; elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string? _image;

    private SmallDisk(string path, string? image) => (Path, _image) = (path, image);

    /// <summary>The mount point.</summary>
    public string Path { get; }

    /// <summary>Mounts a disk in memory.</summary>
    /// <param name="folder">The mount point.</param>
    public static async Task<SmallDisk> InMemoryAsync(string folder, int mebibytes, string owner = "root")
    {
        await MountAsync(
            "-t",
            "tmpfs",
            "-o",
            $"size={mebibytes}m,uid={owner},mode=0700",
            "tmpfs",
            Directory.CreateDirectory(folder).FullName
        );
        return new SmallDisk(folder, null);
    }

    /// <summary>Mounts an ext4 file system, which becomes read-only when it detects an error in itself.</summary>
    /// <param name="folder">The mount point; the image file is next to it.</param>
    public static async Task<SmallDisk> Ext4Async(string folder)
    {
        var image = folder + ".image";
        await using (var file = File.Create(image))
            file.SetLength(32 * 1024 * 1024);
        Assert.SkipUnless(await RunAsync("mkfs.ext4", "-q", image) == 0, "This machine cannot create an ext4 file system.");
        await MountAsync("-o", "loop,errors=remount-ro", image, Directory.CreateDirectory(folder).FullName);
        return new SmallDisk(folder, image);
    }

    /// <summary>Unmounts an ext4 file system and mounts it again, as a restart of the machine does.</summary>
    public async Task MountAgainAsync()
    {
        Assert.Equal(0, await RunAsync("umount", Path));
        await MountAsync("-o", "loop", _image!, Path);
    }

    /// <summary>Makes an ext4 file system detect an error, so that it becomes read-only while files are open.</summary>
    public async Task FailAsync()
    {
        using var find = Process.Start(new ProcessStartInfo("findmnt", ["-n", "-o", "SOURCE", Path]) { RedirectStandardOutput = true })!;
        var device = System.IO.Path.GetFileName((await find.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        var trigger = $"/sys/fs/ext4/{device}/trigger_fs_error";
        Assert.SkipUnless(File.Exists(trigger), "This kernel cannot simulate an ext4 error.");
        await File.WriteAllTextAsync(trigger, "1", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", Path);

    private static async Task MountAsync(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        Assert.SkipUnless(await RunAsync("mount", arguments) == 0, "This machine does not allow mounting a small disk.");
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }
}
