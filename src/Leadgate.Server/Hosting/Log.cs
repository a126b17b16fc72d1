namespace Leadgate.Server.Hosting;

/// <summary>Startup; events 1 to 99.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Leadgate {Version}, environment {Environment}")]
    public static partial void Starting(ILogger logger, string version, string environment);

    [LoggerMessage(2, LogLevel.Information, "Setting {Setting} = {Value} ({Source})")]
    public static partial void Setting(ILogger logger, string setting, string value, string source);

    [LoggerMessage(3, LogLevel.Information, "Loaded {Lists} reference lists with {Items} items, version {Version}")]
    public static partial void ListsLoaded(ILogger logger, int lists, int items, long version);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "No API key is required for requests from this machine until the first key is created. "
            + "To create one, run ./leadgate keys create."
    )]
    public static partial void KeylessAccessAllowed(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "An API key is required, but none exists. To create one, run ./leadgate keys create.")]
    public static partial void NoApiKeys(ILogger logger);

    [LoggerMessage(6, LogLevel.Warning, "{Risk} With this setting, environment PROD does not start.")]
    public static partial void DurabilityRisk(ILogger logger, string risk);

    [LoggerMessage(7, LogLevel.Warning, "Other users of this machine may read {Files}, with personal data. To prevent it, run chmod 600.")]
    public static partial void FilesOpenToOthers(ILogger logger, string files);

    [LoggerMessage(20, LogLevel.Warning, "{Text}")]
    public static partial void StoreWarning(ILogger logger, string text);
}
