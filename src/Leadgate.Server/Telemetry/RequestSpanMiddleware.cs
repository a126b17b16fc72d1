using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Adds method, route and status to the framework's span of a request. The instrumentation packages also add the path and the query,
/// and a search may contain personal data. A route is a pattern of the program and never what was sent.
/// </summary>
internal sealed class RequestSpanMiddleware(RequestDelegate next)
{
    private static readonly string[] Methods =
    [
        HttpMethods.Get,
        HttpMethods.Post,
        HttpMethods.Put,
        HttpMethods.Patch,
        HttpMethods.Delete,
        HttpMethods.Head,
        HttpMethods.Options,
    ];

    /// <summary>The method of a request, or <c>_OTHER</c>: any text could be sent as one.</summary>
    public static string GetMethod(HttpContext http) =>
        Methods.FirstOrDefault(known => HttpMethods.Equals(known, http.Request.Method)) ?? "_OTHER";

    public async Task InvokeAsync(HttpContext http)
    {
        var method = GetMethod(http);
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
            return;
        if (http.GetEndpoint()?.Metadata.GetMetadata<MetricsPortMetadata>() is not null)
        {
            // Health checks and scrapes come every few seconds and would bury the other traces.
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("url.scheme", http.Request.Scheme);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (route is not null)
            span.SetTag("http.route", route);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
