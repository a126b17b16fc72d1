namespace Leadgate.Server.Access;

/// <summary>Log events of access, 400 to 499. Neither keys nor the names of senders are logged.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "API keys have changed")]
    public static partial void KeysChanged(ILogger logger);

    [LoggerMessage(401, LogLevel.Warning, "Failed to refresh API keys: {Reason}")]
    public static partial void KeysNotRefreshed(ILogger logger, string reason);

    [LoggerMessage(402, LogLevel.Information, "API key {Id} created ({Scopes})")]
    public static partial void KeyCreated(ILogger logger, long id, string scopes);

    [LoggerMessage(403, LogLevel.Information, "API key {Id} revoked")]
    public static partial void KeyRevoked(ILogger logger, long id);

    [LoggerMessage(410, LogLevel.Information, "API key {Id} changed ({Change})")]
    public static partial void KeyChanged(ILogger logger, long id, string change);

    [LoggerMessage(412, LogLevel.Warning, "Failed to store when API keys were last used: {Reason}")]
    public static partial void KeyUsesLost(ILogger logger, string reason);

    [LoggerMessage(411, LogLevel.Error, "Unexpected error while refreshing API keys; trying again")]
    public static partial void KeyRefreshFailed(ILogger logger, Exception exception);
}
