using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>Adds what all operations have in common: the API key they need, problem responses, and response headers.</summary>
internal sealed class ResponseTransformer(LeadgateSettings settings) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (metadata, document) = (context.Description.ActionDescriptor.EndpointMetadata, context.Document!);
        var problems = metadata.OfType<ProblemMetadata>().SelectMany(added => added.Types).ToHashSet();
        var scope = metadata.OfType<RequiredScope>().LastOrDefault()?.Scope;
        if (scope is not null)
            RequireKey(operation, document, scope.Value);

        foreach (var group in ProblemType.All.Where(problems.Contains).GroupBy(type => type.Status))
            DescribeProblems(
                operation.Responses![Text(group.Key)],
                [.. group],
                RequestEffectMetadata.Find(metadata, context.Description.HttpMethod!)
            );
        foreach (var header in metadata.OfType<ResponseHeaderAttribute>())
            AddHeader(operation.Responses![Text(header.Status)], header.Name, header.Description, header.Example);
        foreach (var (status, response) in operation.Responses!)
        {
            AddHeader(response, Headers.Environment, "The environment: TEST or PROD.", "TEST");
            AddHeader(response, Headers.TraceId, "The id of the request in the log of the service.", "4bf92f3577b34da6a3ce929d0e0e4736");
            if (scope is not null && status != "401")
                AddRateLimit(response);
        }

        // 200 first, whatever the order of the metadata.
        var responses = new OpenApiResponses();
        foreach (var (status, response) in operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal))
            responses[status] = response;
        operation.Responses = responses;
        return Task.CompletedTask;
    }

    private static void RequireKey(OpenApiOperation operation, OpenApiDocument document, Scopes scope)
    {
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("Bearer", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] },
        ];
        operation.Description +=
            scope == Scopes.None ? " Needs any valid API key." : $" Needs an API key with the scope `{ScopeNames.GetNames(scope)[0]}`.";
    }

    private void DescribeProblems(IOpenApiResponse response, IReadOnlyList<ProblemType> types, RequestEffect effect)
    {
        response.Description = string.Join(" · ", types.Select(type => type.Title));
        response.Content![Problem.MediaType].Examples = types.ToDictionary(
            type => type.Name,
            type => (IOpenApiExample)new OpenApiExample { Summary = type.Title, Value = ApiExamples.Problem(type, settings.Rules, effect) }
        );
        var status = types[0].Status;
        if (types.Any(type => type.HasRetryAfter))
            AddHeader(response, "Retry-After", "The number of seconds after which to retry.", "5");
        if (status == 415)
            AddHeader(
                response,
                "Accept-Encoding",
                "How a body may be compressed; only if its compression is not supported.",
                ContentCoding.Accepted
            );
        if (status == 401)
            AddHeader(
                response,
                "WWW-Authenticate",
                "How to send an API key (RFC 6750); with an `error` if the key that was sent is not valid.",
                "Bearer realm=\"leadgate\", error=\"invalid_token\""
            );
    }

    private static void AddRateLimit(IOpenApiResponse response)
    {
        AddHeader(
            response,
            Headers.RateLimitPolicy,
            "The limits of the API key per minute; only in responses to requests with a key.",
            "\"requests\";q=60000;w=60, \"leads\";q=1200000;w=60, \"stored-bytes\";q=1073741824;w=60"
        );
        AddHeader(
            response,
            Headers.RateLimit,
            "What is left of the limits, and after how many seconds they are full again.",
            "\"requests\";r=59990;t=1, \"leads\";r=1199800;t=1, \"stored-bytes\";r=1073730000;t=1"
        );
    }

    private static void AddHeader(IOpenApiResponse response, string name, string description, string example)
    {
        var headers = ((OpenApiResponse)response).Headers ??= new Dictionary<string, IOpenApiHeader>();
        headers[name] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(example),
        };
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
