using System.Diagnostics;
using Leadgate.Contract;

namespace Leadgate.Server.Http;

/// <summary>The id by which a response and the log identify a request (promise 2.11).</summary>
internal static class RequestTrace
{
    /// <summary>
    /// The trace that is being recorded; otherwise the sender's own (W3C Trace Context, <c>traceparent</c>); otherwise a new one. An
    /// activity for each request would cost more than serving a list does (docs/performance.md).
    /// </summary>
    /// <returns>32 hexadecimal digits.</returns>
    public static string CreateId(HttpContext http)
    {
        var trace =
            Activity.Current?.TraceId
            ?? (
                ActivityContext.TryParse(http.Request.Headers.TraceParent, null, out var sent)
                    ? sent.TraceId
                    : ActivityTraceId.CreateRandom()
            );
        return trace.ToHexString();
    }

    /// <summary>The id, which is a header of every response from the beginning.</summary>
    public static string GetId(HttpContext http) => http.Response.Headers[Headers.TraceId].ToString();
}
