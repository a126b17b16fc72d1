using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.OpenApi;

namespace Leadgate.Server.Access;

/// <summary>Protects routes.</summary>
internal static class RequiredScopeExtensions
{
    /// <summary>Requires an API key with a scope; <see cref="Scopes.None"/> for any valid key.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder routes, Scopes scope)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.WithMetadata(new RequiredScope(scope)).WithProblems(ProblemType.Unauthorized, ProblemType.TooManyRequests);
        return scope == Scopes.None ? routes : routes.WithProblems(ProblemType.MissingScope);
    }
}
