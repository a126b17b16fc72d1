using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

/// <summary>The media type that bodies must have.</summary>
internal static class JsonBody
{
    /// <summary>The problem of a body that is not declared to be JSON in UTF-8, or null.</summary>
    public static Problem? Refuse(HttpRequest request)
    {
        var isJson =
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (
                type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            )
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

        // The framework has removed the encodings that it knows; one that is still named was not decoded.
        if (isJson && request.Headers.ContentEncoding.Count == 0)
            return null;
        return new Problem(
            ProblemType.UnsupportedMediaType,
            "Send Content-Type: application/json, in UTF-8. The body may be compressed with gzip, deflate, or br.",
            $"أرسل {BidiText.Ltr("Content-Type: application/json")} بترميز UTF-8، ويمكن ضغط المحتوى بطريقة gzip أو deflate أو br."
        );
    }
}
