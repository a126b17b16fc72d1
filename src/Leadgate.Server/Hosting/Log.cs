namespace Leadgate.Server.Hosting;

/// <summary>What the program logs at start and stop; ids 1 to 99.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Leadgate {Version}, environment {Environment}")]
    public static partial void Starting(ILogger logger, string version, string environment);

    [LoggerMessage(2, LogLevel.Information, "Setting {Setting} = {Value} ({From})")]
    public static partial void Setting(ILogger logger, string setting, string value, string from);

    [LoggerMessage(3, LogLevel.Information, "Reference lists: {Lists} with {Items} items, version {Version}")]
    public static partial void ListsLoaded(ILogger logger, int lists, int items, long version);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "The service is open: requests of this machine need no key, until the first is made with ./leadgate keys create."
    )]
    public static partial void Open(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "The service is closed and nobody has a key: make one with ./leadgate keys create.")]
    public static partial void ClosedWithoutKeys(ILogger logger);
}
