using Leadgate.Domain.Texts;

namespace Leadgate.Server.Deprecations;

/// <summary>A route, or a query parameter of one, that a later version of the API will not have.</summary>
/// <param name="Method">The method of the route.</param>
/// <param name="Route">The route, as in <see cref="Contract.Routes"/>.</param>
/// <param name="Since">The day since which it is deprecated.</param>
/// <param name="Sunset">The last day on which it works.</param>
/// <param name="Instead">What to use instead, as a sentence in Markdown.</param>
internal sealed record Deprecation(string Method, string Route, DateOnly Since, DateOnly Sunset, BilingualText Instead)
{
    /// <summary>The query parameter, if only that is deprecated.</summary>
    public string? Parameter { get; init; }
}
