using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Lists;

/// <summary>A prepared response to a list request.</summary>
/// <param name="Tag">The strong entity tag of the body (RFC 9110 section 8.8.3, promise 3.5).</param>
internal sealed record ListResponse(ReadOnlyMemory<byte> Body, EntityTagHeaderValue Tag)
{
    /// <summary>The tag in the form of the header.</summary>
    public string TagText { get; } = Tag.ToString();
}
