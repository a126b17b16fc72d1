using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>How keys are shown, and the operations that make and revoke them.</summary>
internal static class ApiKeyOperations
{
    private const string ExampleKey = """
        {"id": 7, "name": "web-site", "scopes": ["leads:write", "leads:read"], "hint": "leadgate_test_4tQz", "requestsPerMinute": 600, "leadsPerMinute": null, "createdAt": "2025-08-24T21:00:00.000Z", "expiresAt": null, "revokedAt": null, "lastUsedAt": "2025-08-25T06:12:09.120Z"}
        """;

    private const string ExampleNew =
        """{"name": "web-site", "scopes": ["leads:write", "leads:read"], "expiresAt": "2027-01-01T00:00:00+03:00", "requestsPerMinute": 600}""";

    /// <summary>The two headers that a key is shown in (promise 10.1).</summary>
    public static void AddSchemes(OpenApiDocument document)
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
                Description = "The same key in a header of its own.",
            }
        );
    }

    /// <summary>Says that an operation needs a key, and with which scope.</summary>
    public static void AskForKey(OpenApiOperation operation, OpenApiDocument document, Scopes scope)
    {
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("Bearer", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] },
        ];
        operation.Description +=
            scope == Scopes.None ? " Needs any valid key." : $" Needs a key with the scope `{ScopeNames.GetNames(scope)[0]}`.";
        ApiOperations.Refuse(
            operation,
            document,
            scope == Scopes.None
                ? [ProblemType.Unauthorized, ProblemType.TooManyRequests]
                : [ProblemType.Unauthorized, ProblemType.MissingScope, ProblemType.TooManyRequests]
        );
        foreach (
            var response in operation
                .Responses!.Where(response => response.Key != "401")
                .Select(response => response.Value)
                .OfType<OpenApiResponse>()
        )
        {
            ApiOperations.AddHeader(
                response,
                Headers.RateLimitPolicy,
                "What the key may do in a minute; only where a key was shown.",
                "\"requests\";q=60000;w=60, \"leads\";q=1200000;w=60"
            );
            ApiOperations.AddHeader(
                response,
                Headers.RateLimit,
                "What is left of it, and after how many seconds it is whole again.",
                "\"requests\";r=59990;t=1, \"leads\";r=1199800;t=1"
            );
        }
    }

    public static void DescribeList(OpenApiOperation operation, OpenApiDocument document)
    {
        ApiOperations.Describe(
            operation,
            "Show the keys",
            "Every key, the revoked and expired ones too, but for the key itself, which nobody knows any more."
        );
        ApiOperations.Answer(operation, "200", "The keys.", ApiSchemas.Array(ApiSchemas.Reference("ApiKey", document)), $"[{ExampleKey}]");
        ApiOperations.Refuse(operation, document, ProblemType.StoreUnavailable, ProblemType.Internal);
    }

    public static void DescribeMake(OpenApiOperation operation, OpenApiDocument document)
    {
        ApiOperations.Describe(
            operation,
            "Make a key",
            "The answer holds the key itself, this once. Keys of one name see the same leads, so that a new one can take the place of an old one."
        );
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "What the key should be.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = ApiSchemas.Reference("NewApiKey", document),
                    Example = ApiDocument.Json(ExampleNew),
                },
            },
        };
        ApiOperations.Answer(
            operation,
            "201",
            "Made.",
            ApiSchemas.Reference("IssuedApiKey", document),
            ExampleKey.Replace("\"id\": 7,", "\"id\": 7, \"key\": \"leadgate_test_…\",", StringComparison.Ordinal)
        );
        ApiOperations.AddHeader((OpenApiResponse)operation.Responses!["201"], "Location", "The address of the key.", $"{Routes.Keys}/7");
        ApiOperations.Refuse(
            operation,
            document,
            ProblemType.NotJson,
            ProblemType.InvalidParameter,
            ProblemType.BodyTooLarge,
            ProblemType.UnsupportedMediaType,
            ProblemType.StoreUnavailable,
            ProblemType.Internal
        );
    }

    public static void DescribeLimit(OpenApiOperation operation, OpenApiDocument document)
    {
        ApiOperations.Describe(
            operation,
            "Limit a key",
            "Changes what it may send in a minute, on each node, within two seconds. What is left out stays as it is; `null` makes it what the settings say."
        );
        operation.Parameters!.Add(ApiOperations.Path("id", ApiSchemas.Integer("The id of the key."), 7));
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "What changes.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = ApiSchemas.Reference("KeyLimits", document),
                    Example = ApiDocument.Json("""{"requestsPerMinute": 600, "leadsPerMinute": null}"""),
                },
            },
        };
        ApiOperations.Answer(operation, "200", "The key as it is now.", ApiSchemas.Reference("ApiKey", document), ExampleKey);
        ApiOperations.Refuse(
            operation,
            document,
            ProblemType.NotJson,
            ProblemType.InvalidParameter,
            ProblemType.KeyNotFound,
            ProblemType.BodyTooLarge,
            ProblemType.UnsupportedMediaType,
            ProblemType.StoreUnavailable,
            ProblemType.Internal
        );
    }

    public static void DescribeRevoke(OpenApiOperation operation, OpenApiDocument document)
    {
        ApiOperations.Describe(operation, "Revoke a key", "Within two seconds no node lets it in. Revoking it again changes nothing.");
        operation.Parameters!.Add(ApiOperations.Path("id", ApiSchemas.Integer("The id of the key."), 7));
        operation.Responses!["204"] = new OpenApiResponse { Description = "It is revoked." };
        ApiOperations.Refuse(operation, document, ProblemType.KeyNotFound, ProblemType.StoreUnavailable, ProblemType.Internal);
    }

    public static void AddSchemas(OpenApiDocument document)
    {
        (string, IOpenApiSchema)[] limits = [("requestsPerMinute", Limit("requests")), ("leadsPerMinute", Limit("leads"))];
        (string, IOpenApiSchema)[] kept =
        [
            ("id", ApiSchemas.Integer("Its id.")),
            ("name", ApiSchemas.Text("Whose key it is; it becomes `createdBy`.")),
            ("scopes", ApiSchemas.Array(Scope())),
            ("hint", ApiSchemas.Text("Its first characters.")),
            .. limits,
            ("createdAt", ApiSchemas.Text("When it was made, UTC.")),
            ("expiresAt", ApiSchemas.Text("From when on it is not valid any more, UTC.", nullable: true)),
            ("revokedAt", ApiSchemas.Text("When it was revoked, UTC.", nullable: true)),
            ("lastUsedAt", ApiSchemas.Text("When it was last used, UTC, up to a minute late.", nullable: true)),
        ];
        document.AddComponent("ApiKey", ApiSchemas.Object("A key, but for the key itself.", kept));
        document.AddComponent(
            "IssuedApiKey",
            ApiSchemas.Object("A key that was just made.", [("key", ApiSchemas.Text("The key itself, this once.")), .. kept])
        );
        var wanted = ApiSchemas.Object(
            "A key to be made.",
            [
                ("name", ApiSchemas.Text("Whose key it is, 1 to 100 characters.")),
                ("scopes", ApiSchemas.Array(Scope())),
                ("expiresAt", ApiSchemas.Text("From when on it is not valid any more, ISO 8601; never when left out.", nullable: true)),
                .. limits,
            ]
        );
        wanted.Required = new HashSet<string> { "name" };
        document.AddComponent("NewApiKey", wanted);
        document.AddComponent("KeyLimits", ApiSchemas.Object("What a key may send in a minute, on each node.", limits));
    }

    private static OpenApiSchema Limit(string what)
    {
        var limit = ApiSchemas.Integer(
            $"How many {what} it may send in a minute, on each node; null for as many as the settings say.",
            nullable: true
        );
        (limit.Minimum, limit.Maximum) = ("1", ApiKey.MaxPerMinute.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return limit;
    }

    private static OpenApiSchema Scope() =>
        new()
        {
            Type = JsonSchemaType.String,
            Enum =
            [
                .. ScopeNames.All.Select(scope => (System.Text.Json.Nodes.JsonNode)System.Text.Json.Nodes.JsonValue.Create(scope.Name)),
            ],
            Description = string.Join("\n", ScopeNames.All.Select(scope => $"- `{scope.Name}`: {scope.Meaning}")),
        };
}
