namespace Leadgate.Server.Problems;

/// <summary>What problems log; ids 100 to 199.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "The caller left before the answer ({Reason})")]
    public static partial void CallerLeft(ILogger logger, string reason);

    [LoggerMessage(101, LogLevel.Error, "An answer was cut off")]
    public static partial void AnswerCut(ILogger logger, Exception exception);

    [LoggerMessage(102, LogLevel.Error, "Refused with 503: {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string reason);

    [LoggerMessage(103, LogLevel.Error, "An unexpected failure")]
    public static partial void Unexpected(ILogger logger, Exception exception);
}
