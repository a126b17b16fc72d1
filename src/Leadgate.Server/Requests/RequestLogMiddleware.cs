using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Storage.Requests;

namespace Leadgate.Server.Requests;

/// <summary>
/// Logs each request to a route that asks for an API key, when its response has been written. Only what the service itself knows of it:
/// neither the path and the query nor anything of the body.
/// </summary>
internal sealed class RequestLogMiddleware(RequestDelegate next, RequestLog requests, TimeProvider time)
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
        var (at, began) = (time.GetUtcNow(), time.GetTimestamp());
        await next(http);
        if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<RequiredScope>() is null)
            return;
        var key = http.Features.Get<Caller>()?.Key ?? http.Features.Get<ApiKey>();
        var method = Array.Find(Methods, known => HttpMethods.Equals(known, http.Request.Method)) ?? "_OTHER";
        requests.Add(
            new LoggedRequest(key?.Id ?? 0, at.UtcDateTime, method, endpoint.RoutePattern.RawText ?? "", http.Response.StatusCode)
            {
                Problem = http.Features.Get<ProblemType>()?.Name,
                TraceId = RequestTrace.GetId(http),
                BodyBytes = http.Request.ContentLength,
                DurationMilliseconds = (int)Math.Min(time.GetElapsedTime(began).TotalMilliseconds, int.MaxValue),
                Leads = ReadCount(http, Headers.TotalRecords),
                LeadsWithErrors = ReadCount(http, Headers.ErrorRecords),
            }
        );
    }

    private static int? ReadCount(HttpContext http, string header) =>
        int.TryParse(http.Response.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
}
