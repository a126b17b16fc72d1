using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>The operations that show and erase what is known of a person.</summary>
internal static class ApiPersonOperations
{
    private const string ExamplePerson = """{"phone": "+966512345678", "email": "reem@example.com"}""";

    public static void DescribeExport(OpenApiOperation operation, OpenApiDocument document)
    {
        ApiOperations.Describe(
            operation,
            "Show what is known of a person",
            "Their own leads whole, with their consents; of the leads of others that name them, only where. Every lead is looked at, so it takes its time."
        );
        Ask(operation, document);
        ApiOperations.Answer(operation, "200", "What is known.", ApiSchemas.Reference("PersonExport", document), null);
    }

    public static void DescribeErase(OpenApiOperation operation, OpenApiDocument document)
    {
        ApiOperations.Describe(
            operation,
            "Erase a person",
            "It cannot be undone. Leads stay and are counted, their personal fields are empty. Free pages of the database and backups hold them for a while; see docs/privacy.md."
        );
        Ask(operation, document);
        ApiOperations.Answer(
            operation,
            "200",
            "Erased.",
            ApiSchemas.Reference("PersonErasure", document),
            """{"leads": 2, "mentions": 1, "idempotencyKeys": 0}"""
        );
    }

    public static void AddSchemas(OpenApiDocument document)
    {
        document.AddComponent(
            "Person",
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Who is meant: by one of these, or by either.",
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["phone"] = ApiSchemas.Text("A phone number: `512345678` under any phone code, or `+966512345678`.", nullable: true),
                    ["email"] = ApiSchemas.Text("An e-mail address.", nullable: true),
                },
            }
        );
        document.AddComponent(
            "PersonErasure",
            ApiSchemas.Object(
                "What was erased.",
                ("leads", ApiSchemas.Integer("Leads of theirs.")),
                ("mentions", ApiSchemas.Integer("Leads of others that named them.")),
                ("idempotencyKeys", ApiSchemas.Integer("Idempotency keys that named them."))
            )
        );
        document.AddComponent(
            "PersonExport",
            ApiSchemas.Object(
                "What is known of a person.",
                ("exportedAt", ApiSchemas.Text("When it was put together, UTC.")),
                ("phone", ApiSchemas.Text("The number that was looked for, without its code.", nullable: true)),
                ("email", ApiSchemas.Text("The address that was looked for.", nullable: true)),
                ("leads", ApiSchemas.Array(Lead(document), "Their own leads, newest first.")),
                ("mentions", ApiSchemas.Array(Mention(), "Leads of others that name them.")),
                (
                    "idempotencyKeys",
                    ApiSchemas.Array(
                        ApiSchemas.Object(
                            "A key that names them.",
                            ("caller", ApiSchemas.Text("Whose it is.")),
                            ("key", ApiSchemas.Text("The key."))
                        )
                    )
                )
            )
        );
    }

    private static OpenApiSchema Lead(OpenApiDocument document) =>
        ApiSchemas.Object(
            "A lead of theirs.",
            ("lead", ApiSchemas.Reference("StoredLead", document)),
            (
                "consents",
                ApiSchemas.Array(
                    ApiSchemas.Object(
                        "What they agreed to, or did not.",
                        (
                            "consent",
                            new OpenApiSchema
                            {
                                Type = JsonSchemaType.String,
                                Enum =
                                [
                                    .. LeadFields.Consents.Select(field =>
                                        (System.Text.Json.Nodes.JsonNode)System.Text.Json.Nodes.JsonValue.Create(field.Name)
                                    ),
                                ],
                                Description = "The field.",
                            }
                        ),
                        ("given", new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether they agreed." }),
                        ("givenAt", ApiSchemas.Text("When the lead came about, UTC.", nullable: true)),
                        ("recordedAt", ApiSchemas.Text("When it was stored, UTC.")),
                        ("recordedBy", ApiSchemas.Text("Who sent it."))
                    )
                )
            ),
            ("sent", new OpenApiSchema { Description = "The lead as it was sent, when it has errors; otherwise `null`." })
        );

    private static OpenApiSchema Mention() =>
        ApiSchemas.Object(
            "A lead of somebody else.",
            ("leadExternalHeaderId", ApiSchemas.Integer("The id of its bulk.")),
            ("leadExternalId", ApiSchemas.Integer("Its id.")),
            ("createdDate", ApiSchemas.Text("When it was stored, UTC.")),
            ("createdBy", ApiSchemas.Text("Who sent it.")),
            (
                "namedIn",
                ApiSchemas.Array(
                    ApiSchemas.Text(
                        "A field, `vehicles[0]`, `extra` or `warningList`; of a lead with errors `sent`, `errorList` or `warningList`."
                    )
                )
            )
        );

    private static void Ask(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "Who is meant.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = ApiSchemas.Reference("Person", document),
                    Example = ApiDocument.Json(ExamplePerson),
                },
            },
        };
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
}
