using Leadgate.Server.Http;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Logs a line for each request, if that level is logged: the route, which is a pattern of the program, and not the path or the query,
/// which may contain personal data.
/// </summary>
internal sealed class RequestLineMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestLineMiddleware> log)
{
    public Task InvokeAsync(HttpContext http) => log.IsEnabled(LogLevel.Debug) ? LogAsync(http) : next(http);

    private async Task LogAsync(HttpContext http)
    {
        var begin = time.GetTimestamp();
        await next(http);
        Log.Request(
            log,
            RequestSpanMiddleware.GetMethod(http),
            (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)",
            http.Response.StatusCode,
            (long)time.GetElapsedTime(begin).TotalMilliseconds,
            RequestTrace.GetId(http)
        );
    }
}
