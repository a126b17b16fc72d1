using System.Diagnostics;

namespace Leadgate.Server.Http;

/// <summary>The id by which a response and the log identify a request.</summary>
internal static class RequestTrace
{
    private static readonly object Key = new();

    /// <summary>
    /// The trace that is being recorded; otherwise the sender's own (W3C Trace Context, <c>traceparent</c>); otherwise a new one. Created
    /// only when needed, because an activity for each request costs more than serving a list does (docs/performance.md).
    /// </summary>
    /// <returns>32 hexadecimal digits.</returns>
    public static string GetId(HttpContext http)
    {
        if (http.Items[Key] is string known)
            return known;
        var trace =
            Activity.Current?.TraceId
            ?? (
                ActivityContext.TryParse(http.Request.Headers.TraceParent, null, out var sent)
                    ? sent.TraceId
                    : ActivityTraceId.CreateRandom()
            );
        var id = trace.ToHexString();
        http.Items[Key] = id;
        return id;
    }
}
