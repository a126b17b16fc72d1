using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>Conditional requests (RFC 9110 section 13).</summary>
internal static class EntityTags
{
    /// <summary>Whether the client has the response with this tag already. All forms of RFC 9110 section 13.1.2 are understood.</summary>
    public static bool IsCurrent(HttpRequest request, EntityTagHeaderValue current) =>
        request.Headers.IfNoneMatch switch
        {
            [] => false,
            _ => new RequestHeaders(request.Headers).IfNoneMatch.Any(tag =>
                tag.Tag == "*" || tag.Compare(current, useStrongComparison: false)
            ),
        };
}
