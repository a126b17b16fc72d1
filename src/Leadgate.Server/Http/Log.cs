namespace Leadgate.Server.Http;

/// <summary>Log events of HTTP requests, 100 to 199.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "The client disconnected before the response ({Reason})")]
    public static partial void ClientDisconnected(ILogger logger, string reason);

    [LoggerMessage(101, LogLevel.Error, "A response was aborted (trace {TraceId})")]
    public static partial void ResponseAborted(ILogger logger, string traceId, Exception exception);

    [LoggerMessage(102, LogLevel.Error, "Rejected with 503 (trace {TraceId}): {Reason}")]
    public static partial void StoreUnavailable(ILogger logger, string traceId, string reason);

    [LoggerMessage(
        104,
        LogLevel.Information,
        "A response was cut off, because the client read nothing of it for {Seconds} seconds (trace {TraceId})"
    )]
    public static partial void SlowReaderCut(ILogger logger, string traceId, double seconds);

    [LoggerMessage(105, LogLevel.Debug, "{Method} {Route} {Status} in {Milliseconds} ms (trace {TraceId})")]
    public static partial void Request(ILogger logger, string method, string route, int status, long milliseconds, string traceId);

    [LoggerMessage(103, LogLevel.Error, "Unhandled exception (trace {TraceId})")]
    public static partial void UnhandledException(ILogger logger, string traceId, Exception exception);
}
