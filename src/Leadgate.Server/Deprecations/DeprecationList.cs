namespace Leadgate.Server.Deprecations;

/// <summary>
/// What is deprecated. The headers of responses, the OpenAPI document, and the page for senders follow from it (docs/versioning.md).
/// </summary>
internal sealed class DeprecationList(params IReadOnlyList<Deprecation> all)
{
    /// <summary>That of this version.</summary>
    public static readonly DeprecationList Current = new();

    public IReadOnlyList<Deprecation> All => all;

    /// <summary>What is deprecated of a route.</summary>
    public IEnumerable<Deprecation> Find(string? method, string? route) =>
        all.Where(deprecation =>
            string.Equals(deprecation.Method, method, StringComparison.OrdinalIgnoreCase)
            && string.Equals(deprecation.Route.Trim('/'), route?.Trim('/'), StringComparison.OrdinalIgnoreCase)
        );
}
