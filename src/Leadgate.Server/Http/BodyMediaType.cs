using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Http;

internal static class BodyMediaType
{
    /// <summary>The media type of a body in UTF-8 (promise 6.3); null if it has none, or another charset.</summary>
    public static MediaTypeHeaderValue? Read(HttpRequest request) => Read(request, out var isUtf8) is { } type && isUtf8 ? type : null;

    /// <summary>The media type of a body; null if it has none.</summary>
    /// <param name="isUtf8">Whether no other charset is given.</param>
    public static MediaTypeHeaderValue? Read(HttpRequest request, out bool isUtf8)
    {
        isUtf8 = false;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        isUtf8 = !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return type;
    }

    /// <param name="mediaTypes">Those that the route reads.</param>
    public static Problem Refuse(IEnumerable<string> mediaTypes)
    {
        var headers = mediaTypes.Select(type => "Content-Type: " + type).ToList();
        return new Problem(
            ProblemType.UnsupportedMediaType,
            $"Send {WordList.Or(arabic: false, headers)}, in UTF-8."
                + $" The body may be compressed with {ContentCoding.Choice.In(arabic: false)}.",
            $"أرسل {WordList.Or(arabic: true, headers.ConvertAll(BidiText.Ltr))} بترميز UTF-8،"
                + $" ويمكن ضغط المحتوى بطريقة {ContentCoding.Choice.In(arabic: true)}."
        );
    }
}
