namespace Leadgate.Server.Cli;

/// <summary>A file that cannot be imported, or a service that cannot be used.</summary>
/// <param name="exitCode">The exit code of the command.</param>
internal sealed class ImportRefusedException(string message, int exitCode) : Exception(message)
{
    public int ExitCode => exitCode;
}
