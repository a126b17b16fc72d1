using Leadgate.Contract;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>The headers of every response: of problems and staff pages too (promises 2.11 and 9.2).</summary>
internal static class CommonHeaders
{
    public const string NoStore = "no-store";

    /// <summary>What does not depend on which response it becomes.</summary>
    private static readonly string[] Kept =
    [
        Headers.TraceId,
        Headers.Environment,
        Headers.Deprecation,
        Headers.Sunset,
        HeaderNames.Link,
        HeaderNames.Vary,
        HeaderNames.StrictTransportSecurity,
    ];

    public static void Set(HttpContext http, string environment)
    {
        var headers = http.Response.Headers;
        headers[Headers.TraceId] = RequestTrace.CreateId(http);
        headers[Headers.Environment] = environment;
        headers.XContentTypeOptions = "nosniff";

        // Caches don't know on what a response depends. Whatever is the same for everybody says so itself.
        headers.CacheControl = NoStore;
    }

    /// <summary>Removes what was prepared of a response, so that another one can replace it.</summary>
    public static void ClearResponse(HttpResponse response)
    {
        var kept = Kept.Select(name => (Name: name, Value: response.Headers[name])).ToList();
        response.Clear();
        foreach (var (name, value) in kept)
            response.Headers[name] = value;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = NoStore;
    }
}
