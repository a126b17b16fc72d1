using System.Globalization;
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

    /// <summary>The tag of something that has a version.</summary>
    public static EntityTagHeaderValue ForVersion(int version) => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));

    /// <summary>
    /// Reads the versions that <c>If-Match</c> names (RFC 9110 section 13.1.1). The comparison is strong, so a weak tag names none, and
    /// neither does one that is not the tag of a version.
    /// </summary>
    /// <param name="versions">The versions; null for any.</param>
    /// <returns>False if the header is malformed.</returns>
    public static bool TryReadIfMatch(HttpRequest request, out IReadOnlyCollection<int>? versions)
    {
        versions = [];
        if (!EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch, out var tags))
            return false;
        versions = tags.Any(tag => tag.Tag == "*") ? null : [.. tags.Where(tag => !tag.IsWeak).Select(ReadVersion).OfType<int>()];
        return true;
    }

    private static int? ReadVersion(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && ForVersion(version).Compare(tag, useStrongComparison: true)
            ? version
            : null;
}
