namespace Leadgate.Server.Cli;

/// <summary>The exit codes of commands besides 0, and 1 for an error.</summary>
internal static class ExitCodes
{
    /// <summary>The data was erased, but its bytes are still in the files of the database.</summary>
    public const int ErasedBytesLeft = 3;
}
