using System.Diagnostics;

namespace Leadgate.Publish;

/// <summary>Runs other programs.</summary>
internal static class Command
{
    /// <summary>Runs a program to its end and returns what it wrote to standard output.</summary>
    /// <exception cref="PublishException">It failed; the message has its last lines.</exception>
    public static async Task<string> RunAsync(
        string folder,
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellation,
        params (string Name, string Value)[] variables
    )
    {
        var start = Prepare(folder, program, arguments, variables);
        using var process = Process.Start(start) ?? throw new PublishException($"{program} cannot be started.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode == 0)
            return await output;
        var last = ((await output) + (await error)).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(20);
        throw new PublishException($"{program} {string.Join(' ', start.ArgumentList)} failed:\n{string.Join('\n', last)}");
    }

    /// <summary>Runs a program whose output is read while it runs.</summary>
    public static async Task ReadAsync(
        string program,
        IEnumerable<string> arguments,
        Func<Stream, Task> read,
        CancellationToken cancellation
    )
    {
        var start = Prepare(".", program, arguments, []);
        start.RedirectStandardError = false;
        using var process = Process.Start(start) ?? throw new PublishException($"{program} cannot be started.");
        await read(process.StandardOutput.BaseStream);
        await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new PublishException($"{program} {string.Join(' ', start.ArgumentList)} failed.");
    }

    private static ProcessStartInfo Prepare(
        string folder,
        string program,
        IEnumerable<string> arguments,
        (string Name, string Value)[] variables
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }
}
