using System.Diagnostics;

namespace Leadgate.Bench.Targets;

/// <summary>How often 4 KiB can be appended to a file and synced per second: the limit of a service without group commit.</summary>
internal static class AppendSync
{
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(500);

    public static double PerSecond(string folder)
    {
        var path = Path.Combine(folder, "append");
        var block = new byte[4096];
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            var clock = Stopwatch.StartNew();
            var count = 0;
            for (; clock.Elapsed < Span; count++)
            {
                RandomAccess.Write(file, block, (long)count * block.Length);
                RandomAccess.FlushToDisk(file);
            }

            var perSecond = count / clock.Elapsed.TotalSeconds;
            file.Close();
            File.Delete(path);
            return perSecond;
        }
    }
}
