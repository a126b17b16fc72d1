using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Http;
using Leadgate.Server.OpenApi;

namespace Leadgate.Server.Access;

/// <summary>Makes routes part of the API.</summary>
internal static class RequiredScopeExtensions
{
    /// <summary>
    /// Requires an API key with a scope, <see cref="Scopes.None"/> for any valid key, and rejects query parameters that the route does not
    /// know.
    /// </summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder routes, Scopes scope)
        where TBuilder : IEndpointConventionBuilder
    {
        routes
            .WithMetadata(new RequiredScope(scope))
            .WithProblems(ProblemType.InvalidParameter, ProblemType.Unauthorized, ProblemType.TooManyRequests);
        routes.Finally(endpoint => endpoint.Metadata.Add(KnownQueryParameters.From(endpoint.Metadata)));
        return scope == Scopes.None ? routes : routes.WithProblems(ProblemType.MissingScope);
    }
}
