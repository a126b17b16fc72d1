using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Leadgate.Server.OpenApi;

/// <summary>Serves the OpenAPI document and the interactive reference, everything from the program itself.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services, LeadgateSettings settings) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            ApiDocument.Describe(document, settings);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapScalarApiReference(Routes.Docs, options =>
        {
            options.WithTitle($"Leadgate API · {settings.Environment}")
                .WithOpenApiRoutePattern(Routes.OpenApi)
                .WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton()
                .HideDeveloperTools();
        });
        routes.MapGet("/", () => Results.Redirect(Routes.Docs)).ExcludeFromDescription();
    }
}
