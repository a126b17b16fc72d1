namespace Leadgate.Server.Lists;

/// <summary>Log events of the reference lists, 200 to 299.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Reference lists changed to version {Version}")]
    public static partial void ListsChanged(ILogger logger, long version);

    [LoggerMessage(201, LogLevel.Warning, "Failed to refresh reference lists: {Reason}")]
    public static partial void ListsNotRefreshed(ILogger logger, string reason);
}
