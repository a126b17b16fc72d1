using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Leadgate.Bench.Reporting;

/// <summary>The machine, which the figures depend on.</summary>
/// <param name="FileSystem">The file system of the databases.</param>
/// <param name="SyncMilliseconds">The median time to write and sync 4 KiB on that disk.</param>
/// <param name="LoadBefore">The load average before the run, or null if unknown.</param>
internal sealed record Machine(string FileSystem, double SyncMilliseconds, string? LoadBefore)
{
    private const int Syncs = 200;
    private const int Block = 4096;

    public static string Processor { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores{ProcessorName()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB of memory"
        );

    public static string Platform { get; } =
        $"{RuntimeInformation.OSDescription.Trim()} {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}";

    public static Machine Inspect(string folder) => new(new DriveInfo(folder).DriveFormat, MeasureSync(folder), ReadLoad());

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

            return Spread.From(times, time => time).Median;
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
