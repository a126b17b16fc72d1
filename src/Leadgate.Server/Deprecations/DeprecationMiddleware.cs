using System.Globalization;
using Leadgate.Contract;
using Leadgate.Server.Docs;

namespace Leadgate.Server.Deprecations;

/// <summary>Tells senders in the headers of a response that they use what is deprecated (promise 2.14).</summary>
internal sealed class DeprecationMiddleware(RequestDelegate next, DeprecationList list)
{
    private const string Link = $"<{DocCatalog.Deprecated}>; rel=\"deprecation\"; type=\"text/html\"";

    public Task InvokeAsync(HttpContext http)
    {
        if (list.All.Count > 0 && http.GetEndpoint() is RouteEndpoint endpoint)
            WriteHeaders(
                http,
                [.. list.Find(http.Request.Method, endpoint.RoutePattern.RawText).Where(known => IsUsed(known, http.Request))]
            );
        return next(http);
    }

    private static bool IsUsed(Deprecation deprecation, HttpRequest request) =>
        deprecation.Parameter is not { } parameter || request.Query.ContainsKey(parameter);

    /// <summary>Of several, the earliest days count.</summary>
    private static void WriteHeaders(HttpContext http, IReadOnlyList<Deprecation> used)
    {
        if (used.Count == 0)
            return;
        var headers = http.Response.Headers;
        var since = new DateTimeOffset(used.Min(deprecation => deprecation.Since), TimeOnly.MinValue, TimeSpan.Zero);
        var sunset = new DateTimeOffset(used.Min(deprecation => deprecation.Sunset), new TimeOnly(23, 59, 59), TimeSpan.Zero);
        headers[Headers.Deprecation] = string.Create(CultureInfo.InvariantCulture, $"@{since.ToUnixTimeSeconds()}");
        headers[Headers.Sunset] = sunset.ToString("R", CultureInfo.InvariantCulture);
        headers.Append("Link", Link);
    }
}
