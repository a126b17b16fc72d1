namespace Leadgate.Server.Http;

/// <summary>What problems log; ids 100 to 199.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "The caller left before the answer ({Reason})")]
    public static partial void CallerLeft(ILogger logger, string reason);

    [LoggerMessage(101, LogLevel.Error, "An answer was cut off (trace {TraceId})")]
    public static partial void AnswerCut(ILogger logger, string traceId, Exception exception);

    [LoggerMessage(102, LogLevel.Error, "Refused with 503 (trace {TraceId}): {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string traceId, string reason);

    [LoggerMessage(103, LogLevel.Error, "An unexpected failure (trace {TraceId})")]
    public static partial void Unexpected(ILogger logger, string traceId, Exception exception);
}
