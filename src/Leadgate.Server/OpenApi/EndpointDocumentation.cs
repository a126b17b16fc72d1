using Leadgate.Contract.Problems;
using Leadgate.Server.Http;

namespace Leadgate.Server.OpenApi;

/// <summary>Documents what the signature of a handler does not say.</summary>
internal static class EndpointDocumentation
{
    /// <summary>The problems of a route that takes a small JSON body.</summary>
    public static ProblemType[] SmallBodyProblems { get; } =
    [ProblemType.NotJson, ProblemType.InvalidParameter, ProblemType.BodyTooLarge, ProblemType.UnsupportedMediaType];

    public static TBuilder WithProblems<TBuilder>(this TBuilder routes, params ProblemType[] types)
        where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata([
            new ProblemMetadata(types),
            .. types
                .Select(type => type.Status)
                .Distinct()
                .Select(status => new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [Problem.MediaType])),
        ]);

    public static TBuilder WithBody<TBuilder>(this TBuilder routes, Type type)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new BodyMetadata(type));

    public static TBuilder WithQuery<TBuilder>(this TBuilder routes, Type type)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new QueryMetadata(type));

    /// <summary>Documents the parameter <c>dryRun</c>.</summary>
    public static TBuilder WithDryRun<TBuilder>(this TBuilder routes, string description)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new DryRunMetadata(description));

    public static TBuilder WithLanguage<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new LanguageMetadata());
}
