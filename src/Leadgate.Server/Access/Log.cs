namespace Leadgate.Server.Access;

/// <summary>What access logs; ids 400 to 499. Neither keys nor their owners' names are logged.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "The keys have changed")]
    public static partial void KeysChanged(ILogger logger);

    [LoggerMessage(401, LogLevel.Debug, "The keys could not be read anew: {Reason}")]
    public static partial void KeysNotRead(ILogger logger, string reason);

    [LoggerMessage(402, LogLevel.Information, "Key {Id} was made ({Scopes})")]
    public static partial void KeyMade(ILogger logger, long id, string scopes);

    [LoggerMessage(403, LogLevel.Information, "Key {Id} was revoked")]
    public static partial void KeyRevoked(ILogger logger, long id);

    [LoggerMessage(410, LogLevel.Information, "Key {Id} was limited anew ({Change})")]
    public static partial void KeyLimited(ILogger logger, long id, string change);
}
