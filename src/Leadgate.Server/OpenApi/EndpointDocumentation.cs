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

    /// <summary>Adds query parameters, which the handler reads by itself.</summary>
    /// <param name="type">The record of the contract that has them as members.</param>
    public static TBuilder WithQuery<TBuilder>(this TBuilder routes, Type type)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new QueryMetadata(type));

    /// <summary>Adds the parameter <c>dryRun</c>, which the handler reads with <see cref="DryRun.Read"/>.</summary>
    /// <param name="meaning">What the route does instead.</param>
    public static TBuilder WithDryRun<TBuilder>(this TBuilder routes, string meaning)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new DryRunMetadata(meaning));

    /// <summary>Says what a route does where its method does not. The problem of a failure says accordingly what to do.</summary>
    public static TBuilder WithEffect<TBuilder>(this TBuilder routes, RequestEffect effect)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new RequestEffectMetadata(effect));

    public static TBuilder WithLanguage<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new LanguageMetadata());
}
