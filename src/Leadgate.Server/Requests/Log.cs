namespace Leadgate.Server.Requests;

/// <summary>Log events of the request log, 900 to 949.</summary>
internal static partial class Log
{
    [LoggerMessage(900, LogLevel.Warning, "The request log could not be written: {Reason}")]
    public static partial void RequestsNotLogged(ILogger logger, string reason);
}
