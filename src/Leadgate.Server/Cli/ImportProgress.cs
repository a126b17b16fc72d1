using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract.FileImports;

namespace Leadgate.Server.Cli;

/// <summary>A bar on standard error that shows how far an import is; nothing where that is no terminal.</summary>
internal sealed class ImportProgress
{
    private const int Width = 24;

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Elapsed => _watch.Elapsed;

    public static double GetRate(long rows, TimeSpan elapsed) => rows / Math.Max(0.001, elapsed.TotalSeconds);

    public void Show(Import import)
    {
        if (!System.Console.IsErrorRedirected)
            System.Console.Error.Write("\r" + Describe(import, _watch.Elapsed).PadRight(78));
    }

    public static void Clear()
    {
        if (!System.Console.IsErrorRedirected)
            System.Console.Error.Write("\r" + new string(' ', 78) + "\r");
    }

    /// <summary>The bar, the rows, the rate, and the time that is left.</summary>
    public static string Describe(Import import, TimeSpan elapsed)
    {
        if (import.Rows is not { } rows || rows == 0)
            return "Counting the rows ...";
        var share = Math.Min(1, (double)import.Processed / rows);
        var done = (int)(share * Width);
        var rate = GetRate(import.Processed, elapsed);
        var left = import.Processed == 0 ? "" : $"  {Format(TimeSpan.FromSeconds((rows - import.Processed) / rate))} left";
        var bar = new string('#', done) + new string('.', Width - done);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{bar}] {share * 100:0} %  {import.Processed:N0} of {rows:N0}  {rate:N0} rows/s{left}"
        );
    }

    private static string Format(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
