using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Leadgate.Server.OpenApi;

/// <summary>Serves the OpenAPI document and the interactive reference, everything from the program itself.</summary>
internal static class ApiDescription
{
    /// <summary>The page has its start inline; all else it may have from the service alone.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void AddApiDescription(this IServiceCollection services, LeadgateSettings settings) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(
                    (document, context, _) =>
                    {
                        ApiDocument.Describe(document, settings, Scopes(context));
                        return Task.CompletedTask;
                    }
                );
            }
        );

    /// <summary>What the key of each operation must allow, as it stands on its route; without those that need none.</summary>
    private static Dictionary<string, Scopes> Scopes(OpenApiDocumentTransformerContext context) =>
        context
            .DescriptionGroups.SelectMany(group => group.Items)
            .Select(description => description.ActionDescriptor.EndpointMetadata)
            .Where(metadata => metadata.OfType<RequiredScope>().Any())
            .ToDictionary(
                metadata => metadata.OfType<IEndpointNameMetadata>().Last().EndpointName,
                metadata => metadata.OfType<RequiredScope>().Last().Scope
            );

    public static void MapApiDescription(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes
            .MapScalarApiReference(
                Routes.Docs,
                options =>
                {
                    options
                        .WithTitle($"Leadgate API · {settings.Environment}")
                        .WithOpenApiRoutePattern(Routes.OpenApi)
                        .WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl)
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideClientButton()
                        .HideDeveloperTools();
                }
            )
            .AddEndpointFilter(
                (invocation, next) =>
                {
                    invocation.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
                    return next(invocation);
                }
            );
        routes.MapGet("/", () => Results.Redirect(Routes.Docs)).ExcludeFromDescription();
    }
}
