using Leadgate.Domain.Lists;

namespace Leadgate.Server.Lists;

/// <summary>Log events of the reference lists, 200 to 299.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Reference lists changed to version {Version}")]
    public static partial void ListsChanged(ILogger logger, long version);

    [LoggerMessage(201, LogLevel.Warning, "Failed to refresh reference lists: {Reason}")]
    public static partial void ListsNotRefreshed(ILogger logger, string reason);

    [LoggerMessage(202, LogLevel.Information, "Updated {List} to version {Version} of the built-in lists: {Counts}")]
    public static partial void ListUpdated(ILogger logger, string list, int version, ListChangeCounts counts);

    [LoggerMessage(203, LogLevel.Warning, "Built-in item not added to {List}: {Value} ({Label}), because {Reason}")]
    public static partial void BuiltInItemSkipped(ILogger logger, string list, int value, string label, string reason);

    [LoggerMessage(204, LogLevel.Error, "Reference lists not updated to version {Version} of the built-in lists: {Finding}")]
    public static partial void ListsNotUpdated(ILogger logger, int version, ListFinding finding);

    [LoggerMessage(205, LogLevel.Warning, "Reference lists not updated to version {Version} of the built-in lists: {Reason}")]
    public static partial void ListUpdatePostponed(ILogger logger, int version, string reason);

    [LoggerMessage(206, LogLevel.Error, "Unexpected error while refreshing reference lists; trying again")]
    public static partial void ListRefreshFailed(ILogger logger, Exception exception);
}
