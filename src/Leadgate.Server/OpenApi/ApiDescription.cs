using System.Text.Json.Serialization;
using Leadgate.Contract;
using Leadgate.Server.Deprecations;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Leadgate.Server.OpenApi;

/// <summary>Serves the OpenAPI document and the interactive reference, both from the program itself.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = ContractJson.Readable.Options.Encoder;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
        });
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, BodyDescriptionProvider>());
        services.AddSingleton<OpenApiDocumentCache>();
        services.AddOpenApi(
            OpenApiDocumentCache.DocumentName,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.CreateSchemaReferenceId = SchemaNames.Create;
                options.AddSchemaTransformer<SchemaTransformer>();
                options.AddOperationTransformer<ParameterTransformer>();
                options.AddOperationTransformer<ResponseTransformer>();
                options.AddOperationTransformer<DeprecationTransformer>();
                options.AddDocumentTransformer<DocumentTransformer>();
            }
        );
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        routes.MapGet(Routes.OpenApi, GetDocumentAsync).ExcludeFromDescription();
        routes
            .MapScalarApiReference(
                Routes.ApiReference,
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
            .AddEndpointFilter(new ReferencePolicy());
        routes.MapGet("/", () => Results.Redirect(Routes.Docs)).ExcludeFromDescription();
    }

    private static async Task GetDocumentAsync(HttpContext http, OpenApiDocumentCache document) =>
        await (await document.GetAsync(http.RequestAborted)).WriteAsync(http, "application/json; charset=utf-8", "Accept-Encoding");
}
