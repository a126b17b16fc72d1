using System.Diagnostics;

namespace Leadgate.Server.Http;

/// <summary>The id that an answer and the log know a request by.</summary>
internal static class RequestTrace
{
    private static readonly object Key = new();

    /// <summary>
    /// The trace that is being recorded, else the sender's own (W3C Trace Context, <c>traceparent</c>), else a new one. Made only when
    /// something is to be told: an activity for each request costs more than serving a list does (docs/performance.md).
    /// </summary>
    /// <param name="http">The request.</param>
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
