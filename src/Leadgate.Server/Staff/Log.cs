namespace Leadgate.Server.Staff;

/// <summary>What the staff pages log; ids 500 to 599. Neither names nor anything that was typed; who it was is in the trail.</summary>
internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "Somebody of the staff signed in")]
    public static partial void SignedIn(ILogger logger);

    [LoggerMessage(501, LogLevel.Information, "A sign-in was refused: {Reason}")]
    public static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(502, LogLevel.Debug, "A sign-in has to wait {Seconds} seconds, after several that failed")]
    public static partial void MustWait(ILogger logger, int seconds);

    [LoggerMessage(
        503,
        LogLevel.Warning,
        "The identity provider cannot be reached ({Reason}). Check LEADGATE_OIDC_AUTHORITY and the way to it."
    )]
    public static partial void ProviderAway(ILogger logger, string reason);

    [LoggerMessage(504, LogLevel.Warning, "The answer of the identity provider was not accepted: {Reason}")]
    public static partial void ProviderRefused(ILogger logger, string reason);

    [LoggerMessage(505, LogLevel.Warning, "It could not be noted that somebody is still here: {Reason}")]
    public static partial void NotNoted(ILogger logger, string reason);

    [LoggerMessage(506, LogLevel.Error, "A staff page was refused with 503: {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string reason);
}
