namespace Leadgate.Server.Staff;

/// <summary>Staff pages; events 500 to 599. Names and anything that was typed are not logged; the audit trail has them.</summary>
internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "A staff member signed in")]
    public static partial void SignedIn(ILogger logger);

    [LoggerMessage(501, LogLevel.Information, "Sign-in rejected: {Reason}")]
    public static partial void SignInRejected(ILogger logger, string reason);

    [LoggerMessage(502, LogLevel.Debug, "Sign-in throttled after failed attempts; the next attempt is allowed in {Seconds} s")]
    public static partial void SignInThrottled(ILogger logger, int seconds);

    [LoggerMessage(
        503,
        LogLevel.Warning,
        "Failed to reach the identity provider ({Reason}). Check LEADGATE_OIDC_AUTHORITY and the network connection."
    )]
    public static partial void ProviderUnavailable(ILogger logger, string reason);

    [LoggerMessage(504, LogLevel.Warning, "The response of the identity provider was rejected: {Reason}")]
    public static partial void ProviderResponseRejected(ILogger logger, string reason);

    [LoggerMessage(505, LogLevel.Warning, "Failed to update the session's last-seen time: {Reason}")]
    public static partial void LastSeenNotUpdated(ILogger logger, string reason);

    [LoggerMessage(506, LogLevel.Error, "A request for a staff page was answered with 503 because the database is unavailable: {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string reason);

    [LoggerMessage(
        507,
        LogLevel.Debug,
        "A sign-in was not evaluated because too many others are waiting. If this is frequent, somebody is guessing passwords."
    )]
    public static partial void SignInQueueFull(ILogger logger);

    [LoggerMessage(
        508,
        LogLevel.Error,
        "The second factor of an account cannot be decrypted, because its key is not in the database. "
            + "Run ./leadgate staff totp disable and enable for the account."
    )]
    public static partial void SecondFactorUnreadable(ILogger logger);

    [LoggerMessage(509, LogLevel.Error, "A staff page asked for more than the role of its visitor allows, and nothing was done: {Reason}")]
    public static partial void RoleMissing(ILogger logger, string reason);
}
