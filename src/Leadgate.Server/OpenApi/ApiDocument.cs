using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Server.Hosting;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>
/// Completes the document that the framework makes from the routes: what is general here, the operations in
/// <see cref="ApiOperations"/>, the shapes in <see cref="ApiSchemas"/>.
/// </summary>
internal static class ApiDocument
{
    private const string Introduction = """
        Leadgate takes leads in bulks, checks every field against bilingual reference lists, and answers when they are safe on disk.

        **How to send leads.** Read the lists once (`GET /api/v1/list`), then post bulks (`POST /api/v1/leads/bulks`). The answer is the
        bulk's id. Every lead is kept: those with errors too, and `GET /api/v1/leads/bulks/{id}` says exactly what is wrong, in English
        and Arabic.

        **Safe retries.** Send an `Idempotency-Key` with each bulk; the same key with the same body never stores it twice.

        **Keys.** Show yours in each request: `Authorization: Bearer KEY` or `X-Api-Key: KEY`. A TEST service that only its own machine reaches
        asks for none until the first is made.

        **Environment.** This is the {0} environment; every answer says so in `Leadgate-Environment`.
        """;

    public static void Describe(OpenApiDocument document, LeadgateSettings settings, IReadOnlyDictionary<string, Scopes> scopes)
    {
        document.Info = new OpenApiInfo
        {
            Title = $"Leadgate API ({settings.Environment})",
            Version = LeadgateApp.Version,
            Description = Introduction.Replace("{0}", settings.Environment, StringComparison.Ordinal),
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };

        // Relative, so that the document is right behind any proxy and the same in every installation.
        document.Servers = [new OpenApiServer { Url = "/", Description = settings.Environment }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Leads", Description = "Send leads and read them back." },
            new() { Name = "Lists", Description = "The reference lists that fields are checked against." },
            new() { Name = "Keys", Description = "Who may come in; for admin." },
            new() { Name = "Persons", Description = "What is known of somebody; for admin." },
            new() { Name = "Health", Description = "For load balancers and watchdogs." },
        };
        ApiSchemas.Add(document, settings);
        ApiKeyOperations.AddSchemas(document);
        ApiKeyOperations.AddSchemes(document);
        ApiPersonOperations.AddSchemas(document);
        AddHealth(document);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var operation in item.Operations!.Values)
            {
                ApiOperations.Describe(path, operation, document, settings);
                if (scopes.TryGetValue(operation.OperationId!, out var scope))
                    ApiKeyOperations.AskForKey(operation, document, scope);
                ApiOperations.AddEnvironment(operation);
            }
        }
    }

    /// <summary>The framework keeps its health endpoints out of the document.</summary>
    private static void AddHealth(OpenApiDocument document)
    {
        foreach (var (path, id) in (ReadOnlySpan<(string, string)>)[(Routes.Live, "live"), (Routes.Ready, "ready")])
        {
            document.Paths[path] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation>
                {
                    [HttpMethod.Get] = new()
                    {
                        OperationId = id,
                        Tags = new HashSet<OpenApiTagReference> { new("Health", document) },
                    },
                },
            };
        }
    }

    internal static JsonNode Json(string json) => JsonNode.Parse(json)!;
}
