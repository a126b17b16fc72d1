using Leadgate.Domain.Intake;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>The formats in which bulks can be sent, chosen by the media type of the request.</summary>
internal sealed class LeadFormats(IEnumerable<ILeadFormat> formats)
{
    private readonly ILeadFormat[] _formats = [.. formats];

    /// <summary>Chooses the format of a body. Most have to be in UTF-8 (promise 6.3).</summary>
    /// <param name="format">The format, or null.</param>
    /// <returns>Why the body can't be read, or null.</returns>
    public Problem? Select(HttpRequest request, out ILeadFormat? format)
    {
        format = null;
        if (ContentCoding.Refuse(request) is { } unsupported)
            return unsupported;
        format = BodyMediaType.Read(request, out var isUtf8) is { } type
            ? Array.Find(_formats, format => (isUtf8 || format.HasAnyCharset) && format.Supports(type.MediaType.Value!))
            : null;
        return format is null ? BodyMediaType.Refuse(_formats.Select(known => known.MediaTypes[0])) : null;
    }
}
