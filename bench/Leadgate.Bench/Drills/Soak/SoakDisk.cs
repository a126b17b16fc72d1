using System.Diagnostics;
using System.Globalization;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A disk in memory (tmpfs) that can be filled to the last byte and freed again.</summary>
internal sealed class SoakDisk : IAsyncDisposable
{
    private const int Block = 1 << 20;
    private readonly string _folder;

    private SoakDisk(string folder) => _folder = folder;

    /// <summary>Mounts a disk, which requires root.</summary>
    public static async Task<SoakDisk> MountAsync(string folder, int mebibytes, string owner)
    {
        using var process = Process.Start(
            "mount",
            ["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m,uid={owner},mode=0700"), "tmpfs", folder]
        );
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new SoakDisk(folder)
            : throw new InvalidOperationException(
                "A small disk could not be mounted. Run the drill as root on a machine that allows mounting."
            );
    }

    private string Filler => Path.Combine(_folder, "filler");

    public void Fill()
    {
        using var file = File.OpenHandle(Filler, FileMode.Create, FileAccess.Write);
        var (zeros, length) = (new byte[Block], 0L);
        for (var block = Block; block > 0; )
        {
            try
            {
                RandomAccess.Write(file, zeros.AsSpan(0, block), length);
                length += block;
            }
            catch (IOException)
            {
                // No space for a block of this size; a smaller one may still fit.
                block /= 2;
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        using var process = Process.Start("umount", ["--lazy", _folder]);
        await process.WaitForExitAsync();
    }
}
