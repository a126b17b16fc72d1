using Leadgate.Contract;

namespace Leadgate.Server.Http;

/// <summary>The headers of every response: of problems and staff pages too (promises 2.11 and 9.2).</summary>
internal static class CommonHeaders
{
    public static void Set(HttpContext http, string environment)
    {
        var headers = http.Response.Headers;
        headers[Headers.TraceId] = RequestTrace.CreateId(http);
        headers[Headers.Environment] = environment;
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>Removes what was prepared of a response, so that another one can replace it.</summary>
    public static void ClearResponse(HttpResponse response)
    {
        var (trace, environment) = (response.Headers[Headers.TraceId], response.Headers[Headers.Environment]);
        response.Clear();
        response.Headers[Headers.TraceId] = trace;
        response.Headers[Headers.Environment] = environment;
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
