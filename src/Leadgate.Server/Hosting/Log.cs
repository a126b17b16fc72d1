namespace Leadgate.Server.Hosting;

/// <summary>Startup, and what the database reports; events 1 to 99.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Leadgate {Version}, environment {Environment}")]
    public static partial void Starting(ILogger logger, string version, string environment);

    [LoggerMessage(2, LogLevel.Information, "Setting {Setting} = {Value} ({Source})")]
    public static partial void Setting(ILogger logger, string setting, string value, SettingOrigin source);

    [LoggerMessage(3, LogLevel.Information, "Loaded {Lists} reference lists with {Items} items, version {Version}")]
    public static partial void ListsLoaded(ILogger logger, int lists, int items, long version);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "No API key is required for requests from this machine until the first key is created, and a proxy on this machine can look like "
            + "such a request. To require keys, run ./leadgate keys create, or set LEADGATE_TRUSTED_PROXIES or LEADGATE_ENVIRONMENT=PROD."
    )]
    public static partial void KeylessAccessAllowed(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "An API key is required, but none exists. To create one, run ./leadgate keys create.")]
    public static partial void NoApiKeys(ILogger logger);

    [LoggerMessage(6, LogLevel.Warning, "{Risk} With this setting, environment PROD does not start.")]
    public static partial void DurabilityRisk(ILogger logger, string risk);

    [LoggerMessage(7, LogLevel.Warning, "Other users of this machine may read {Files}, with personal data. To prevent it, run chmod 600.")]
    public static partial void FilesOpenToOthers(ILogger logger, string files);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "These settings of the framework are ignored: {Names}. Use the settings of Leadgate, such as LEADGATE_URLS."
    )]
    public static partial void ConfigurationIgnored(ILogger logger, string names);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "Other machines can reach {Addresses} without TLS, and everybody between could read API keys and leads. Listen on https:// "
            + "addresses, or let a proxy encrypt the connections, listen where only it can connect, and set LEADGATE_PUBLIC_URL to its "
            + "https:// address."
    )]
    public static partial void NoTls(ILogger logger, string addresses);

    [LoggerMessage(10, LogLevel.Warning, "Every user of this machine may read {Files}, with secrets. To prevent it, run chmod 640.")]
    public static partial void SecretsReadable(ILogger logger, string files);

    [LoggerMessage(12, LogLevel.Warning, "The variable {Name} is not a setting and is ignored. {Hint}")]
    public static partial void VariableIgnored(ILogger logger, string name, string hint);

    [LoggerMessage(30, LogLevel.Information, "Setting {Setting} = {Value} ({Source}), reloaded; it was {Before}")]
    public static partial void SettingChanged(ILogger logger, string setting, string value, SettingOrigin source, string before);

    [LoggerMessage(31, LogLevel.Warning, "Changed settings that only a restart takes over: {Settings}")]
    public static partial void RestartNeeded(ILogger logger, string settings);

    [LoggerMessage(32, LogLevel.Information, "The settings were read again; none of those that can be reloaded has changed")]
    public static partial void NothingReloaded(ILogger logger);

    [LoggerMessage(33, LogLevel.Error, "The settings were read again and have errors, so all stay as they were: {Errors}")]
    public static partial void ReloadRefused(ILogger logger, string errors);

    [LoggerMessage(34, LogLevel.Warning, "The audit trail does not record that settings were reloaded: {Reason}")]
    public static partial void ReloadNotAudited(ILogger logger, string reason);

    [LoggerMessage(35, LogLevel.Error, "Unexpected error while reloading settings")]
    public static partial void ReloadFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        11,
        LogLevel.Information,
        "The service was asked to stop: /health/ready is 503 from now on, and requests are accepted for another {Seconds} seconds."
    )]
    public static partial void Stopping(ILogger logger, double seconds);

    [LoggerMessage(
        20,
        LogLevel.Warning,
        "The clock was set {Direction}, from {Before:yyyy-MM-dd HH:mm:ss} to {After:yyyy-MM-dd HH:mm:ss} UTC. "
            + "Bulks get the clock's time; those that were stored while it was wrong keep theirs."
    )]
    public static partial void ClockSet(ILogger logger, string direction, DateTime before, DateTime after);

    [LoggerMessage(
        21,
        LogLevel.Warning,
        "PostgreSQL committed a transaction with the warning \"{Warning}\". It is stored, and the warning is not repeated here."
    )]
    public static partial void CommitWarning(ILogger logger, string warning);

    [LoggerMessage(
        22,
        LogLevel.Information,
        "The store is migrated from schema {From} to {To}. A large one takes minutes. If the program is stopped meanwhile, nothing is "
            + "changed, and the next start begins again."
    )]
    public static partial void StoreMigrating(ILogger logger, int from, int to);

    [LoggerMessage(23, LogLevel.Information, "Schema {Number} (step {Position} of {Count}): {Summary}")]
    public static partial void StoreStep(ILogger logger, int number, int position, int count, string summary);

    [LoggerMessage(24, LogLevel.Warning, "The migration waits. {Reason}")]
    public static partial void MigrationWaits(ILogger logger, string reason);

    [LoggerMessage(
        90,
        LogLevel.Warning,
        "The service did not answer a request of its own within {Seconds} seconds. If that goes on, systemd restarts it after {Limit} "
            + "seconds."
    )]
    public static partial void NotAnswering(ILogger logger, double seconds, double limit);
}
