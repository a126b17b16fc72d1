using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Says on the framework's span of a request what it was: method, route and status. Ours and not a package's, because those tell the path
/// and the query as well, and a search may hold what is personal. A route is a pattern of the program and never what was sent.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
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

    public async Task InvokeAsync(HttpContext http)
    {
        var method = Methods.FirstOrDefault(known => HttpMethods.Equals(known, http.Request.Method)) ?? "_OTHER";
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
            return;
        if (http.GetEndpoint()?.Metadata.GetMetadata<MetricsPortMetadata>() is not null)
        {
            // Probes and scrapes come every few seconds and say nothing of anybody's lead.
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
