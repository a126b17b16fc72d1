using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Intake;

/// <summary>The formats in which bulks can be sent, chosen by the media type of the request.</summary>
internal sealed class LeadFormats(IEnumerable<ILeadFormat> formats)
{
    private readonly ILeadFormat[] _formats = [.. formats];

    /// <summary>Chooses the format of a body. It must be in UTF-8 (promise 6.3).</summary>
    /// <param name="format">The format, or null.</param>
    /// <returns>Why the body can't be read, or null.</returns>
    public Problem? Select(HttpRequest request, out ILeadFormat? format)
    {
        // The framework has removed the content encodings that it decodes; one that is still named is unknown.
        format =
            request.Headers.ContentEncoding.Count == 0 && MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsUtf8(type)
                ? Array.Find(_formats, format => format.Supports(type.MediaType.Value!))
                : null;
        return format is null ? Unsupported() : null;
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private Problem Unsupported()
    {
        var mediaTypes = _formats.Select(format => "Content-Type: " + format.MediaTypes[0]).ToList();
        return new Problem(
            ProblemType.UnsupportedMediaType,
            $"Send {WordList.Or(false, mediaTypes)}, in UTF-8. The body may be compressed with gzip, deflate or br.",
            $"أرسل {WordList.Or(true, [.. mediaTypes.Select(BidiText.Ltr)])} بترميز UTF-8، ويمكن ضغط المحتوى بطريقة gzip أو deflate أو br."
        );
    }
}
