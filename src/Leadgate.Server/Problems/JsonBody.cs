using Leadgate.Contract.Problems;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Problems;

/// <summary>What a request says of its body, where a route takes JSON.</summary>
internal static class JsonBody
{
    /// <summary>Why a body is not read, or null: it must be said to be JSON in UTF-8.</summary>
    /// <param name="request">The request.</param>
    public static Problem? Refuse(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

        // The framework has taken off the encodings that it knows; what is still named was not decoded.
        if (isJson && request.Headers.ContentEncoding.Count == 0) return null;
        return new Problem(ProblemType.UnsupportedMediaType,
            "Send Content-Type: application/json, in UTF-8; the body may be compressed with gzip, deflate or br.",
            "أرسل Content-Type: application/json بترميز UTF-8، ويمكن ضغط المحتوى بطريقة gzip أو deflate أو br.");
    }
}
