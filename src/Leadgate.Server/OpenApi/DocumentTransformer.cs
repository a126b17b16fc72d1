using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Leadgate.Contract;
using Leadgate.Contract.Bulks;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>Adds the description of the API as a whole, and an example to every body whose schema has one.</summary>
internal sealed partial class DocumentTransformer(LeadgateSettings settings) : IOpenApiDocumentTransformer
{
    private const string Introduction = """
        Leadgate receives leads in bulks, checks every field against bilingual reference lists, and answers when the leads are safe on disk.

        **Sending leads.** Read the lists once (`GET /api/v1/list`), then post bulks (`POST /api/v1/leads/bulks`). The response is the id of
        the bulk. Every lead is stored, even if it has errors, and `GET /api/v1/leads/bulks/{id}` says exactly what is wrong, in English and
        Arabic. `POST /api/v1/leads/bulks/check` checks a bulk and stores nothing.

        **Correcting leads.** `PATCH /api/v1/leads/{id}` corrects a lead, and `GET` on the same path reads it with its version. Each change
        is kept as a revision.

        **Safe retries.** Send an `Idempotency-Key` with each bulk. The same key with the same body is never stored twice.

        **API keys.** Send yours with each request: `Authorization: Bearer KEY` or `X-Api-Key: KEY`. A TEST service accepts requests from
        its own machine without a key until the first key is created.

        **Documentation.** `/docs` has a guide, the fields, the lists, and a page for each error. API keys belong on your server, never in a
        web page: the service sends no CORS headers, so a browser cannot call it from another site.

        **Compression.** Responses over 1 KiB are compressed for clients that send `Accept-Encoding: br` or `gzip`. The body of a request
        may be compressed too (`Content-Encoding: gzip`, `deflate`, or `br`).

        **Typing errors.** A query parameter, or a member of a JSON request other than a bulk, that is unknown or sent twice is 400, and the
        problem names the nearest known one. A blank parameter counts as absent.

        **Trace id.** Every response has `Leadgate-Trace-Id`, by which the operator finds the request in the log.

        **Environment.** This is the ENVIRONMENT environment. Every response says so in `Leadgate-Environment`.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = $"Leadgate API ({settings.Environment})",

            // That of the interface: programs of many versions serve the same one (docs/versioning.md).
            Version = OpenApiDocumentCache.DocumentName,
            Description = JoinLines(Introduction.Replace("ENVIRONMENT", settings.Environment, StringComparison.Ordinal)),
            Contact = new OpenApiContact { Name = "Leadgate" },
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };

        // Relative, so that the document is right behind any proxy and the same in every installation.
        document.ExternalDocs = new OpenApiExternalDocs
        {
            Url = new Uri(Routes.Docs, UriKind.Relative),
            Description = "Guide and errors in English and Arabic; fields, reference lists, and more in English",
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = settings.Environment }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Leads", Description = "Send leads and read them back." },
            new() { Name = "Lists", Description = "The reference lists that fields are checked against." },
            new() { Name = "Keys", Description = "API keys, which need the scope `admin`, and the caller, which any key may ask for." },
            new() { Name = "Persons", Description = "The personal data of one person. Needs the scope `admin`." },
            new() { Name = "Health", Description = "For load balancers and monitoring." },
        };
        AddSecuritySchemes(document);
        document.Paths[Routes.BulkCheck].Operations![HttpMethod.Post].Responses!["200"].Content!.Values.First().Example =
            ApiExamples.CheckedBulk(settings.Rules);
        BulkFormats.AddTo(document);
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
            Complete(operation, document);
        Derive(document, nameof(VersionedLead), nameof(FoundLead));
        Derive(document, nameof(FoundLead), nameof(StoredLead));
        ReferToVehicles(document);
        foreach (var schema in document.Components!.Schemas!.Values.OfType<OpenApiSchema>())
            JoinLines(schema);
        return Task.CompletedTask;
    }

    /// <summary>Makes a lead with more members an extension of another, as the records are; the framework repeats the members.</summary>
    private static void Derive(OpenApiDocument document, string derived, string from)
    {
        var schemas = document.Components!.Schemas!;
        var (parent, child) = (schemas[from], (OpenApiSchema)schemas[derived]);
        child.Properties = child.Properties!.Where(property => !parent.Properties!.ContainsKey(property.Key)).ToDictionary();
        child.Required = child.Properties.Keys.ToHashSet();
        child.AdditionalProperties = null;
        child.AllOf = [new OpenApiSchemaReference(from, document)];
    }

    /// <summary>
    /// Refers to the schemas of vehicles by name. The framework writes a schema out in full where the transformer of another schema refers
    /// to it, and clients would get a second class for each.
    /// </summary>
    private static void ReferToVehicles(OpenApiDocument document)
    {
        Refer(nameof(Lead), nameof(Vehicle));
        Refer(nameof(LeadPatch), nameof(Vehicle));
        Refer(nameof(StoredLead), nameof(StoredVehicle));

        void Refer(string lead, string vehicle) =>
            ((OpenApiSchema)document.Components!.Schemas![lead].Properties!["vehicles"]).Items = new OpenApiSchemaReference(
                vehicle,
                document
            );
    }

    /// <summary>The two headers that an API key may be sent in (promise 10.1).</summary>
    private static void AddSecuritySchemes(OpenApiDocument document)
    {
        document.AddComponent(
            "Bearer",
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "Authorization: Bearer KEY",
            }
        );
        document.AddComponent(
            "ApiKey",
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = Headers.ApiKey,
                Description = "The same key, in a header of its own.",
            }
        );
    }

    private static void Complete(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Description = JoinLines(operation.Description);
        if (operation.RequestBody is { Description: null } body && body.Content!.Values.First().Schema is { } schema)
            body.Description = schema.Description;
        foreach (var parameter in operation.Parameters ?? [])
            parameter.Description = JoinLines(parameter.Description);
        var contents = operation.Responses!.Values.Select(response => response.Content).Append(operation.RequestBody?.Content);
        foreach (var media in contents.OfType<IDictionary<string, OpenApiMediaType>>().SelectMany(content => content.Values))
            media.Example ??= media.Examples is null ? FindExample(media.Schema, document) : null;
    }

    private static JsonNode? FindExample(IOpenApiSchema? schema, OpenApiDocument document) =>
        schema switch
        {
            OpenApiSchemaReference { Reference.Id: { } id } => document.Components!.Schemas![id].Examples?.FirstOrDefault()?.DeepClone(),
            { Items: { } items } when FindExample(items, document) is { } item => new JsonArray(item),
            { Type: JsonSchemaType.Integer } => 532,
            _ => null,
        };

    private static void JoinLines(OpenApiSchema schema)
    {
        schema.Description = JoinLines(schema.Description);
        foreach (var property in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
            JoinLines(property);
        foreach (var part in schema.AllOf?.OfType<OpenApiSchema>() ?? [])
            JoinLines(part);
    }

    /// <summary>Joins the lines of a paragraph: some client generators would drop the line break without a space.</summary>
    private static string? JoinLines(string? text) => text is null ? null : LineBreak().Replace(text.ReplaceLineEndings("\n").Trim(), " ");

    /// <summary>A line break inside a paragraph: neither at its end nor before an item of a list.</summary>
    [GeneratedRegex(@"(?<!\n)[ \t]*\n[ \t]*(?![\n\-])")]
    private static partial Regex LineBreak();
}
