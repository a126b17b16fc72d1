using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>What each operation takes and answers. An operation that is not described here fails the making of the document.</summary>
internal static class ApiOperations
{
    public static void Describe(string path, OpenApiOperation operation, OpenApiDocument document, LeadgateSettings settings)
    {
        operation.Parameters = [];
        operation.Responses = [];
        switch (operation.OperationId)
        {
            case "createBulk":
                DescribePostBulk(operation, document, settings);
                break;
            case "checkBulk":
                DescribeCheckBulk(operation, document);
                break;
            case "getBulk":
                Describe(
                    operation,
                    "Read a bulk",
                    "The bulk with every lead, in the order sent, and its errors. Streamed: a large bulk starts at once."
                );
                operation.Parameters.Add(Path("id", ApiSchemas.Integer("The number that POST answered with."), 532));
                AddLanguage(operation);
                Answer(operation, "200", "The bulk.", ApiSchemas.Reference("StoredBulk", document), ApiExamples.StoredBulk);
                Refuse(
                    operation,
                    document,
                    ProblemType.BulkNotFound,
                    ProblemType.StoreUnavailable,
                    ProblemType.Overloaded,
                    ProblemType.Internal
                );
                break;
            case "searchLeads":
                DescribeFindLeads(operation, document);
                break;
            case "readLists":
                Describe(operation, "Read the catalogue of lists", "Every reference list with its name, number and parent.");
                DescribeListAnswer(operation, document, "The lists.", "ReferenceList", ApiExamples.Lists);
                Refuse(operation, document, ProblemType.Internal);
                break;
            case "readList":
                Describe(
                    operation,
                    "Read a list",
                    "The items of a reference list in their order. With `parentId`, the items of one parent: the cities of a region, say."
                );
                operation.Parameters.Add(Path("list", ApiSchemas.Text("The list's name in any case, or its number."), "CITY"));
                operation.Parameters.Add(Query("parentId", ApiSchemas.Integer("The `value` of an item of the parent list."), 4));
                DescribeListAnswer(operation, document, "The items.", "ListItem", ApiExamples.ListItems);
                Refuse(
                    operation,
                    document,
                    ProblemType.InvalidParameter,
                    ProblemType.ListNotFound,
                    ProblemType.ParentNotFound,
                    ProblemType.Internal
                );
                break;
            case "listKeys":
                ApiKeyOperations.DescribeList(operation, document);
                break;
            case "makeKey":
                ApiKeyOperations.DescribeMake(operation, document);
                break;
            case "limitKey":
                ApiKeyOperations.DescribeLimit(operation, document);
                break;
            case "revokeKey":
                ApiKeyOperations.DescribeRevoke(operation, document);
                break;
            case "exportPerson":
                ApiPersonOperations.DescribeExport(operation, document);
                break;
            case "erasePerson":
                ApiPersonOperations.DescribeErase(operation, document);
                break;
            case "live":
                Describe(operation, "Is the process alive?", "200 as long as the process runs.");
                Answer(operation, "200", "It is.", ApiSchemas.Reference("Health", document), ApiExamples.Live);
                break;
            case "ready":
                Describe(
                    operation,
                    "Can it take leads?",
                    "200 when a bulk could be stored now, else 503. It is known within two seconds; checks names what failed."
                );
                Answer(operation, "200", "It can.", ApiSchemas.Reference("Health", document), ApiExamples.Ready);
                Answer(
                    operation,
                    "503",
                    "It cannot: the store is away, full, read-only or too slow.",
                    ApiSchemas.Reference("Health", document),
                    ApiExamples.NotReady
                );
                break;
            default:
                throw new InvalidOperationException($"The operation {operation.OperationId} ({path}) has no description.");
        }
    }

    /// <summary>Every answer says which environment it comes from (promise 9.2).</summary>
    public static void AddEnvironment(OpenApiOperation operation)
    {
        foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>())
            AddHeader(response, Headers.Environment, "TEST or PROD.", "TEST");
    }

    private static void DescribePostBulk(OpenApiOperation operation, OpenApiDocument document, LeadgateSettings settings)
    {
        Describe(
            operation,
            "Send a bulk of leads",
            $"""
            Checks, resolves and stores the leads; the answer means that they are on disk. **Every lead is kept**, whatever is wrong with
            it; `{Headers.ErrorRecords}` says how many have errors, and the bulk read back says which. A bulk is refused as a whole only
            when it is no bulk at all. Up to {settings.Limits.MaxLeads} leads in {settings.Limits.MaxBytes
                / 1024
                / 1024} MiB; the body may be compressed (`Content-Encoding: gzip`, `deflate`, `br`).
            """
        );
        operation.Parameters!.Add(
            Query(
                "dryRun",
                new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Check everything, answer in full, store nothing." },
                false
            )
        );
        operation.Parameters.Add(
            Header(
                Headers.IdempotencyKey,
                "1 to 255 printable characters, fresh for each bulk. The same key with the same body gives the same answer and stores nothing twice.",
                "0d9f7c52-5a43-4a5e-9a53-0d3c9be7b4a1"
            )
        );
        operation.Parameters.Add(
            Header(
                Headers.Prefer,
                "`handling=strict`: store nothing if a lead has an error. `return=representation`: answer with the bulk in place of its id (RFC 7240).",
                "handling=strict, return=representation"
            )
        );
        AddBody(operation, document);
        Answer(
            operation,
            "200",
            "Stored: the id of the bulk. With `return=representation` or `dryRun`, the bulk itself.",
            new OpenApiSchema { OneOf = [ApiSchemas.Integer("The id of the bulk."), ApiSchemas.Reference("StoredBulk", document)] },
            "532"
        );
        var stored = (OpenApiResponse)operation.Responses!["200"];
        AddHeader(stored, "Location", "The address of the bulk; not in a dry run.", $"{Routes.Bulks}/532");
        AddHeader(stored, Headers.TotalRecords, "How many leads the bulk has.", "20");
        AddHeader(stored, Headers.ErrorRecords, "How many of them have errors.", "0");
        AddHeader(stored, Headers.PreferenceApplied, "Which preferences were honoured.", "return=representation");
        Refuse(
            operation,
            document,
            ProblemType.NotJson,
            ProblemType.NotABulk,
            ProblemType.InvalidStatus,
            ProblemType.InvalidParameter,
            ProblemType.InvalidIdempotencyKey,
            ProblemType.BadRequest,
            ProblemType.RequestTimeout,
            ProblemType.IdempotencyKeyInUse,
            ProblemType.BodyTooLarge,
            ProblemType.TooManyLeads,
            ProblemType.UnsupportedMediaType,
            ProblemType.IdempotencyKeyReused,
            ProblemType.LeadsHaveErrors,
            ProblemType.Internal,
            ProblemType.StoreUnavailable,
            ProblemType.Overloaded
        );
    }

    private static void DescribeCheckBulk(OpenApiOperation operation, OpenApiDocument document)
    {
        Describe(
            operation,
            "Check a bulk of leads",
            "Reads, validates and resolves the leads as if they were sent, and stores nothing. The response has no ids."
        );
        operation.Parameters!.Add(
            Header(Headers.Prefer, "`handling=strict`: respond with 422 if a lead has an error (RFC 7240).", "handling=strict")
        );
        AddLanguage(operation);
        AddBody(operation, document);
        Answer(operation, "200", "The bulk as it would be stored.", ApiSchemas.Reference("StoredBulk", document), ApiExamples.StoredBulk);
        var checkedBulk = (OpenApiResponse)operation.Responses!["200"];
        AddHeader(checkedBulk, Headers.TotalRecords, "The number of leads in the bulk.", "20");
        AddHeader(checkedBulk, Headers.ErrorRecords, "The number of leads with errors.", "0");
        AddHeader(checkedBulk, Headers.PreferenceApplied, "The preferences that were applied.", "handling=strict");
        Refuse(
            operation,
            document,
            ProblemType.NotJson,
            ProblemType.NotABulk,
            ProblemType.InvalidStatus,
            ProblemType.InvalidIdempotencyKey,
            ProblemType.BadRequest,
            ProblemType.RequestTimeout,
            ProblemType.BodyTooLarge,
            ProblemType.TooManyLeads,
            ProblemType.UnsupportedMediaType,
            ProblemType.LeadsHaveErrors,
            ProblemType.Internal,
            ProblemType.Overloaded
        );
    }

    private static void AddBody(OpenApiOperation operation, OpenApiDocument document) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "The bulk.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = ApiSchemas.Reference("Bulk", document),
                    Example = ApiDocument.Json(ApiExamples.Bulk),
                },
            },
        };

    private static void DescribeFindLeads(OpenApiOperation operation, OpenApiDocument document)
    {
        Describe(
            operation,
            "Find leads",
            "The leads that match every filter given, newest first, a page at a time. No filter is mandatory."
        );
        var parameters = operation.Parameters!;
        parameters.Add(Query("id", ApiSchemas.Integer("The id of a bulk."), 532));
        parameters.Add(Query("leadId", ApiSchemas.Integer("The id of an accepted lead."), 574));
        parameters.Add(
            Query(
                "fromDate",
                ApiSchemas.Text("Arrived at or after this day or moment. A day is meant in the company's time zone."),
                "2025-08-17"
            )
        );
        parameters.Add(
            Query("toDate", ApiSchemas.Text("Arrived at or before this day or moment; a day counts to its end."), "2025-08-24T21:00:00Z")
        );
        parameters.Add(Query("source", ApiSchemas.Text("An item of LEAD_SOURCE: value, label, code or alias."), "Website"));
        parameters.Add(Query("subSource", ApiSchemas.Text("An item of LEAD_SUB_SOURCE, under `source` if that is given."), "Contact Form"));
        parameters.Add(
            Query(
                "isError",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Enum = [JsonValue.Create(0), JsonValue.Create(1)],
                    Description = "1: only leads with errors; 0: only accepted ones.",
                },
                1
            )
        );
        parameters.Add(
            Query(
                "limit",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = "1",
                    Maximum = LeadQueryReader.MaxLimit.ToString(CultureInfo.InvariantCulture),
                    Default = JsonValue.Create(LeadQueryReader.DefaultLimit),
                    Description = "The most leads of a page.",
                },
                100
            )
        );
        parameters.Add(Query("cursor", ApiSchemas.Text("`next` of the page before."), null));
        AddLanguage(operation);
        Answer(operation, "200", "A page of leads.", ApiSchemas.Reference("LeadPage", document), ApiExamples.LeadPage);
        Refuse(
            operation,
            document,
            ProblemType.InvalidParameter,
            ProblemType.StoreUnavailable,
            ProblemType.Overloaded,
            ProblemType.Internal
        );
    }

    private static void DescribeListAnswer(OpenApiOperation operation, OpenApiDocument document, string what, string schema, string example)
    {
        AddLanguage(operation);
        operation.Parameters!.Add(Header("If-None-Match", "The ETag of what you have; 304 when it is still right.", null));
        Answer(operation, "200", what, ApiSchemas.Array(ApiSchemas.Reference(schema, document)), example);
        AddHeader(
            (OpenApiResponse)operation.Responses!["200"],
            "ETag",
            "A strong entity tag of the answer.",
            "\"5d41402abc4b2a76b9719d911017c592\""
        );
        operation.Responses["304"] = new OpenApiResponse { Description = "What you have is still right." };
    }

    internal static void Describe(OpenApiOperation operation, string summary, string description) =>
        (operation.Summary, operation.Description) = (summary, description);

    internal static void Answer(OpenApiOperation operation, string status, string description, IOpenApiSchema schema, string? example) =>
        operation.Responses![status] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = schema,
                    Example = example is null ? null : ApiDocument.Json(example),
                },
            },
        };

    internal static void Refuse(OpenApiOperation operation, OpenApiDocument document, params IEnumerable<ProblemType> types)
    {
        foreach (var group in types.GroupBy(type => type.Status))
        {
            var response = new OpenApiResponse
            {
                Description = string.Join(" · ", group.Select(type => type.Title)),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.MediaType] = new OpenApiMediaType
                    {
                        Schema = ApiSchemas.Reference("Problem", document),
                        Examples = group.ToDictionary(
                            type => type.Name,
                            type => (IOpenApiExample)new OpenApiExample { Summary = type.Title, Value = ApiExamples.Problem(type) }
                        ),
                    },
                },
            };
            if (group.Key is 409 or 429 or 503)
                AddHeader(response, "Retry-After", "After how many seconds to try again.", "5");
            if (group.Key == 401)
                AddHeader(response, "WWW-Authenticate", "How to show a key (RFC 6750).", "Bearer realm=\"leadgate\"");
            operation.Responses![group.Key.ToString(CultureInfo.InvariantCulture)] = response;
        }
    }

    internal static void AddHeader(OpenApiResponse response, string name, string description, string example)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(example),
        };
    }

    internal static OpenApiParameter Path(string name, OpenApiSchema schema, JsonNode example) =>
        Parameter(ParameterLocation.Path, name, schema, example, true);

    private static OpenApiParameter Query(string name, OpenApiSchema schema, JsonNode? example) =>
        Parameter(ParameterLocation.Query, name, schema, example, false);

    private static OpenApiParameter Header(string name, string description, JsonNode? example) =>
        Parameter(ParameterLocation.Header, name, ApiSchemas.Text(description), example, false);

    private static void AddLanguage(OpenApiOperation operation)
    {
        operation.Parameters!.Add(Query("lang", ApiSchemas.Text("`ar` makes labels Arabic, `en` English."), "ar"));
        operation.Parameters.Add(Header("Accept-Language", "The same, where `lang` is left out (RFC 9110).", "ar-SA, en;q=0.5"));
    }

    private static OpenApiParameter Parameter(ParameterLocation place, string name, OpenApiSchema schema, JsonNode? example, bool required)
    {
        var description = schema.Description;
        schema.Description = null;
        return new OpenApiParameter
        {
            Name = name,
            In = place,
            Description = description,
            Schema = schema,
            Example = example,
            Required = required,
        };
    }
}
