using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Leadgate.Bench.Reporting;

/// <summary>What the figures depend on beside the program.</summary>
/// <param name="FileSystem">The file system of the databases.</param>
/// <param name="SyncMilliseconds">How long it takes to write 4 KiB and sync them to that disk, the median.</param>
/// <param name="LoadBefore">What else ran before the bench did, or null where the system does not tell.</param>
internal sealed record Machine(string FileSystem, double SyncMilliseconds, string? LoadBefore)
{
    private const int Syncs = 200;
    private const int Block = 4096;

    public static string Processor { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores{ProcessorName()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB of memory"
        );

    public static string Platform { get; } =
        $"{RuntimeInformation.OSDescription.Trim()} {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}";

    public static Machine Look(string folder) => new(new DriveInfo(folder).DriveFormat, MeasureSync(folder), ReadLoad());

    private static double MeasureSync(string folder)
    {
        var path = Path.Combine(folder, "sync");
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, Syncs * Block))
        {
            var block = new byte[Block];
            for (var i = 0; i < Syncs; i++)
                RandomAccess.Write(file, block, i * Block);
            RandomAccess.FlushToDisk(file);
            var times = new List<double>();
            for (var i = 0; i < Syncs; i++)
            {
                var start = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, i * Block);
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return Spread.Of(times, time => time).Median;
        }
    }

    private static string ProcessorName()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "" : $" ({line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()})";
    }

    private static string? ReadLoad()
    {
        const string LoadAverage = "/proc/loadavg";
        return File.Exists(LoadAverage) ? File.ReadAllText(LoadAverage).Split(' ')[0] : null;
    }
}
