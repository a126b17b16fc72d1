using System.Diagnostics;
using System.Text;

namespace Leadgate.Mutations;

/// <summary>Runs other programs.</summary>
internal static class Command
{
    /// <summary>Runs a program to its end, or ends it and its children when the time is up.</summary>
    /// <returns>The exit code, null if the time was up, and what it wrote.</returns>
    public static async Task<(int? ExitCode, string Output)> RunAsync(
        string folder,
        TimeSpan limit,
        IReadOnlyDictionary<string, string> environment,
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var output = new StringBuilder();
        using var process = new Process();
        process.StartInfo = start;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (null, Text());
        }

        return (process.ExitCode, Text());

        void Append(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }

        string Text()
        {
            lock (output)
                return output.ToString();
        }
    }
}
