using System.Diagnostics;
using System.Globalization;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>A disk in memory that can be filled to the last byte and emptied again.</summary>
internal sealed class SoakDisk : IAsyncDisposable
{
    private const int Block = 1 << 20;
    private readonly string _folder;

    private SoakDisk(string folder) => _folder = folder;

    /// <summary>Mounts one, which only root can.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="mebibytes">How large.</param>
    /// <param name="owner">Whose it is.</param>
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
                "The drill needs a small disk, which could not be mounted: run it as root, where mounting is allowed."
            );
    }

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Fills it.</summary>
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
                // It is full for so large a block; a smaller one may still fit.
                block /= 2;
            }
        }
    }

    /// <summary>Makes room.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        using var process = Process.Start("umount", ["--lazy", _folder]);
        await process.WaitForExitAsync();
    }
}
