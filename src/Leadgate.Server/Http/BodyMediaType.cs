using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

internal static class BodyMediaType
{
    /// <summary>The media type of a body in UTF-8 (promise 6.3); null if it has none, or another charset.</summary>
    public static MediaTypeHeaderValue? Read(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? type
            : null;
}
