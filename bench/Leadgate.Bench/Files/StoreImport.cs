using System.Diagnostics;

namespace Leadgate.Bench.Files;

/// <summary>
/// Imports a file into a new SQLite database with the program's own command, from its start to its end: the upload into the database,
/// reading, validation, and leads on disk.
/// </summary>
internal static class StoreImport
{
    private const string Program = "Leadgate.Server.dll";

    /// <summary>Some rows are wrong where the dates of a bench lie outside of what is valid; the import itself must have ended.</summary>
    private const int RowsWithErrors = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task<FilesResult> MeasureAsync(string what, string file, int rows, int rounds, CancellationToken cancellation)
    {
        var (best, peak) = (double.MaxValue, 0L);
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("leadgate-files-store-").FullName;
            try
            {
                var database = "sqlite:" + Path.Combine(folder, "leads.db");
                await RunAsync(["keys", "create", "bench", "--database", database], cancellation);
                var started = Stopwatch.GetTimestamp();
                var used = await RunAsync(["import", file, "--yes", "--max-import-mib", "1024", "--database", database], cancellation);
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
                peak = Math.Max(peak, used);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return new(what, rows, best, null, peak);
    }

    /// <returns>The most resident memory that the process had.</returns>
    private static async Task<long> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, Program), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var peak = 0L;
        var ended = process.WaitForExitAsync(cancellation);
        while (await Task.WhenAny(ended, Task.Delay(Interval, cancellation)) != ended)
        {
            process.Refresh();
            if (!process.HasExited)
                peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        await ended;
        await output;
        return process.ExitCode is 0 or RowsWithErrors ? peak : throw new InvalidOperationException(await errors);
    }
}
