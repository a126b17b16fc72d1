using Leadgate.Server.Cli;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// Runs commands of the program within the process of the tests, which takes a small part of the time of a process of its own. What a
/// command writes goes to whoever runs it, though all share one console. Commands that use the streams of the console itself need
/// <see cref="ServiceProcess"/>.
/// </summary>
internal static class CommandRun
{
    private static readonly AsyncLocal<StringWriter?> Output = new();
    private static readonly AsyncLocal<StringWriter?> Error = new();

    static CommandRun()
    {
        System.Console.SetOut(new RoutedWriter(Output, System.Console.Out));
        System.Console.SetError(new RoutedWriter(Error, System.Console.Error));
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = Output.Value = new StringWriter();
        using var error = Error.Value = new StringWriter();
        var exitCode = await CommandLine.RunAsync(arguments);
        return (exitCode, output.ToString(), error.ToString());
    }
}
