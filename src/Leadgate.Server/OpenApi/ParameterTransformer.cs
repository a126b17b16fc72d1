using System.Reflection;
using System.Text.Json.Nodes;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>Completes the parameters of an operation with those that its handler reads by itself.</summary>
internal sealed class ParameterTransformer : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var description in context.Description.ParameterDescriptions)
            await SetTypeAsync(operation, description, context, cancellationToken);
        foreach (var query in metadata.OfType<QueryMetadata>())
            await AddQueryAsync(operation, query.Type, context, cancellationToken);
        foreach (var known in metadata.OfType<DryRunMetadata>())
        {
            var dryRun = Create(ParameterLocation.Query, DryRun.Parameter, known.Meaning, null);
            (dryRun.Schema, dryRun.Example) = (new OpenApiSchema { Type = JsonSchemaType.Boolean }, JsonValue.Create(false));
            operation.Parameters.Add(dryRun);
        }

        if (metadata.OfType<LanguageMetadata>().Any())
        {
            operation.Parameters.Add(
                Create(ParameterLocation.Query, RequestLanguage.Parameter, "The language of labels: `ar` or `en`.", "ar")
            );
            operation.Parameters.Add(
                Create(
                    ParameterLocation.Header,
                    "Accept-Language",
                    "The language of labels if `lang` is omitted (RFC 9110); English by default.",
                    "ar-SA, en;q=0.5"
                )
            );
        }

        foreach (var header in metadata.OfType<RequestHeaderAttribute>())
            operation.Parameters.Add(Create(ParameterLocation.Header, header.Name, header.Description, header.Example));
    }

    private static async Task SetTypeAsync(
        OpenApiOperation operation,
        ApiParameterDescription description,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var parameter = operation.Parameters!.OfType<OpenApiParameter>().FirstOrDefault(known => known.Name == description.Name);
        if (
            parameter is null
            || (
                description.ParameterDescriptor as IParameterInfoParameterDescriptor
            )?.ParameterInfo.GetCustomAttribute<DocumentedAsAttribute>()
                is not { Type: var type }
        )
            return;
        parameter.Schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellation);
        parameter.Required = parameter.In == ParameterLocation.Path;
    }

    /// <summary>The properties of a record of the contract, each as a query parameter.</summary>
    private static async Task AddQueryAsync(
        OpenApiOperation operation,
        Type type,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        foreach (var (name, property) in (await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellation)).Properties!)
        {
            var schema = (OpenApiSchema)property;
            var parameter = Create(ParameterLocation.Query, name, schema.Description!, null);
            (parameter.Example, parameter.Schema) = (schema.Examples?.FirstOrDefault(), schema);
            (schema.Description, schema.Examples) = (null, null);
            schema.Type &= ~JsonSchemaType.Null;
            operation.Parameters!.Add(parameter);
        }
    }

    private static OpenApiParameter Create(ParameterLocation location, string name, string description, string? example) =>
        new()
        {
            Name = name,
            In = location,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example is null ? null : JsonValue.Create(example),
        };
}
