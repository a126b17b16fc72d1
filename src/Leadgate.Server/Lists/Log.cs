namespace Leadgate.Server.Lists;

/// <summary>What the lists log; ids 200 to 299.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "The reference lists have changed to version {Version}")]
    public static partial void ListsChanged(ILogger logger, long version);

    [LoggerMessage(201, LogLevel.Warning, "The reference lists could not be looked up: {Reason}")]
    public static partial void ListsNotRead(ILogger logger, string reason);
}
