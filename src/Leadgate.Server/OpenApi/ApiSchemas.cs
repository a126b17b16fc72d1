using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Microsoft.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>The shapes of requests and answers, from the field tables and the catalogues of codes.</summary>
internal static class ApiSchemas
{
    public static void Add(OpenApiDocument document, LeadgateSettings settings)
    {
        document.AddComponent("Bulk", Bulk(document, settings));
        document.AddComponent(
            "Lead",
            Sent(LeadFields.Table, document, "A lead as it is sent. Names match in any case; unknown properties are kept and reported.")
        );
        document.AddComponent("Vehicle", Sent(VehicleFields.Table, document, "A vehicle that a lead asks about."));
        document.AddComponent("StoredBulk", StoredBulk(document));
        document.AddComponent("StoredLead", StoredLead(document));
        document.AddComponent("StoredVehicle", StoredVehicle());
        document.AddComponent("Issue", Issue());
        document.AddComponent("LeadPage", LeadPage(document));
        document.AddComponent("ListItem", ListItem());
        document.AddComponent("ReferenceList", ReferenceList());
        document.AddComponent("Problem", Problem());
        document.AddComponent(
            "Health",
            Object(
                "What a health check found.",
                ("status", Text("ok, or unavailable")),
                ("environment", Text("TEST or PROD")),
                ("version", Text("The version of the program")),
                (
                    "checks",
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Description = "Each check that was made: ok, or unavailable. Live makes none.",
                        AdditionalProperties = Text("ok, or unavailable"),
                    }
                )
            )
        );
    }

    public static IOpenApiSchema Reference(string name, OpenApiDocument document) => new OpenApiSchemaReference(name, document);

    public static OpenApiSchema Array(IOpenApiSchema items, string? description = null) =>
        new()
        {
            Type = JsonSchemaType.Array,
            Items = items,
            Description = description,
        };

    public static OpenApiSchema Text(string description, bool nullable = false) =>
        new() { Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, Description = description };

    public static OpenApiSchema Integer(string description, bool nullable = false) =>
        new()
        {
            Type = nullable ? JsonSchemaType.Integer | JsonSchemaType.Null : JsonSchemaType.Integer,
            Format = "int64",
            Description = description,
        };

    public static OpenApiSchema Object(string description, params (string Name, IOpenApiSchema Schema)[] properties) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Properties = properties.ToDictionary(property => property.Name, property => property.Schema),
            Required = properties.Select(property => property.Name).ToHashSet(),
        };

    private static OpenApiSchema Bulk(OpenApiDocument document, LeadgateSettings settings) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "A bulk of leads.",
            Required = new HashSet<string> { "leads" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["leads"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = Reference("Lead", document),
                    MinItems = 1,
                    MaxItems = settings.Limits.MaxLeads,
                },
                ["isProcessed"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Enum = [JsonValue.Create(1)],
                    Description =
                        "The status of the bulk: a new one says 1, or leaves it out. (1 created, 2 in progress, 3 cancelled, 4 completed.)",
                },
            },
        };

    /// <summary>The fields of a table as a sender writes them.</summary>
    private static OpenApiSchema Sent(FieldTable table, OpenApiDocument document, string description)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = table
                .All.Where(field => field is { Mandatory: Mandatory.Always, OtherName: null } && !ReferenceEquals(field, LeadFields.Branch))
                .Select(field => field.Name)
                .ToHashSet(),
        };
        foreach (var field in table.All)
        {
            foreach (var name in field.Names)
                schema.Properties[name] = Sent(field, name, document);
        }

        return schema;
    }

    private static OpenApiSchema Sent(LeadField field, string name, OpenApiDocument document)
    {
        if (field.Kind == FieldKind.Vehicles)
            return Array(Reference("Vehicle", document), field.Title);
        var schema = new OpenApiSchema
        {
            Title = field.Title,
            Description = FieldTexts.Describe(field, name),
            Type = SentType(field) | JsonSchemaType.Null,
            Examples = [ApiDocument.Json(field.Example)],
        };
        if (field.MaxLength > 0)
            schema.MaxLength = field.MaxLength;
        if (field.Rule == TextRule.PhoneNumber)
            schema.Pattern = "^[0-9]{9}$";
        if (field.Rule == TextRule.Email)
            schema.Format = "email";
        if (field.Kind == FieldKind.Number)
        {
            schema.Minimum = field.Minimum.ToString(CultureInfo.InvariantCulture);
            schema.Maximum = field.Maximum.ToString(CultureInfo.InvariantCulture);
        }

        return schema;
    }

    private static JsonSchemaType SentType(LeadField field) =>
        (field.Kind, field.List?.Representation) switch
        {
            (FieldKind.List, ListRepresentation.Boolean) => JsonSchemaType.Boolean | JsonSchemaType.Integer | JsonSchemaType.String,
            (FieldKind.List, _) or (FieldKind.Number, _) => JsonSchemaType.String | JsonSchemaType.Integer,
            _ => JsonSchemaType.String,
        };

    /// <summary>A field as it is read back (promise 7.1).</summary>
    private static OpenApiSchema Echoed(LeadField field) =>
        new()
        {
            Title = field.Title,
            Type =
                JsonSchemaType.Null
                | (
                    field switch
                    {
                        { Kind: FieldKind.Number } or { List.Representation: ListRepresentation.Value } => JsonSchemaType.Integer,
                        { List.Representation: ListRepresentation.Boolean } => JsonSchemaType.Boolean,
                        _ => JsonSchemaType.String,
                    }
                ),
            Format = field.Kind switch
            {
                FieldKind.Date => "date",
                FieldKind.Timestamp => "date-time",
                _ => null,
            },
            Description = field.List is null ? field.TitleAr : $"{field.TitleAr}. The item of {field.List.Name}.",
        };

    private static OpenApiSchema StoredLead(OpenApiDocument document)
    {
        var properties = new List<(string, IOpenApiSchema)>
        {
            ("index", Integer("The place in the request, from 0.")),
            ("leadExternalId", Integer("The id that the lead was kept under; null in a dry run.", nullable: true)),
            ("leadId", Integer("The id of an accepted lead; null on a lead with errors.", nullable: true)),
            (
                "isError",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Enum = [JsonValue.Create(0), JsonValue.Create(1)],
                    Description = "1 when the lead has errors.",
                }
            ),
            (
                "errorList",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Array | JsonSchemaType.Null,
                    Items = Reference("Issue", document),
                    Description = "Every error, in field order; null when there is none.",
                }
            ),
            ("warningList", Array(Reference("Issue", document), "What the sender should know though the lead is accepted.")),
        };
        foreach (var field in LeadFields.All)
        {
            if (field.Kind == FieldKind.Vehicles)
                properties.Add((field.Name, Array(Reference("StoredVehicle", document))));
            else
                properties.AddRange(field.Names.Select(name => (name, (IOpenApiSchema)Echoed(field))));
            if (ReferenceEquals(field, LeadFields.Branch))
                properties.Add(
                    (
                        "branchRouted",
                        new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether the branch was filled by routing." }
                    )
                );
        }

        properties.Add(("extra", Extra()));
        var schema = Object("A lead as it is read back.", [.. properties]);
        schema.Properties!["leadExternalHeaderId"] = Integer("The id of the bulk that brought it; in searches only.");
        schema.Properties["createdDate"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
            Description = "When it arrived; in searches only.",
        };
        schema.Properties["createdBy"] = Text("Who sent it; in searches only.");
        return schema;
    }

    private static OpenApiSchema StoredVehicle() =>
        Object(
            "A vehicle as it is read back.",
            [
                ("leadVehiclesId", Integer("The id of the vehicle; null in a dry run and on a lead with errors.", nullable: true)),
                .. VehicleFields.All.Select(field => (field.Name, (IOpenApiSchema)Echoed(field))),
                ("extra", Extra()),
            ]
        );

    private static OpenApiSchema Extra() =>
        new()
        {
            Type = JsonSchemaType.Object | JsonSchemaType.Null,
            AdditionalPropertiesAllowed = true,
            Description = "The properties that are no field, as they were sent.",
        };

    private static OpenApiSchema StoredBulk(OpenApiDocument document) =>
        Object(
            "A bulk as it is read back.",
            ("id", Integer("The id of the bulk; null in a dry run.", nullable: true)),
            (
                "isProcessed",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Enum = [JsonValue.Create(1), JsonValue.Create(2), JsonValue.Create(3), JsonValue.Create(4)],
                    Description = "1 created, 2 in progress, 3 cancelled, 4 completed.",
                }
            ),
            (
                "createdDate",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String | JsonSchemaType.Null,
                    Format = "date-time",
                    Description = "When it was stored, UTC.",
                }
            ),
            ("createdBy", Text("Who sent it.", nullable: true)),
            ("totalRecords", Integer("How many leads it has.")),
            ("errorRecords", Integer("How many of them have errors.")),
            ("leads", Array(Reference("StoredLead", document)))
        );

    private static OpenApiSchema LeadPage(OpenApiDocument document) =>
        Object(
            "A page of leads, newest first.",
            ("leads", Array(Reference("StoredLead", document))),
            ("next", Text("The cursor of the next page; null on the last.", nullable: true))
        );

    private static OpenApiSchema Issue() =>
        Object(
            "One thing that is wrong with a lead.",
            ("field", Text("The path inside the lead, such as vehicles[0].modelFamily; empty for the lead as a whole.")),
            (
                "code",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. IssueCode.All.Select(code => (JsonNode)JsonValue.Create(code.Word))],
                    Description = string.Join(
                        "\n",
                        IssueCode.All.Select(code => $"- `{code.Word}`{(code.IsWarning ? " (warning)" : "")}: {code.Meaning}")
                    ),
                }
            ),
            ("value", new OpenApiSchema { Description = "What was sent, as it was sent; null when nothing was." }),
            ("errorMessage", Text("What to do, in English.")),
            ("errorMessageAr", Text("What to do, in Arabic.")),
            ("suggestions", Array(Text("A valid value."), "Up to three valid values, nearest first."))
        );

    private static OpenApiSchema ListItem() =>
        Object(
            "An item of a reference list.",
            ("value", Integer("The number that names the item in its list for good.")),
            ("label", Text("The label, in the language asked for.")),
            ("labelAr", Text("The Arabic label.")),
            ("code", Text("A code, ISO 3166 for countries for example.", nullable: true)),
            ("parentValue", Integer("The value of its parent in the parent list.", nullable: true))
        );

    private static OpenApiSchema ReferenceList() =>
        Object(
            "A reference list.",
            ("name", Text("Its name in the address.")),
            ("id", Integer("Its number in the address.")),
            ("title", Text("Its title, in the language asked for.")),
            ("titleAr", Text("Its Arabic title.")),
            ("parent", Text("The list that its items have their parents in.", nullable: true)),
            ("items", Integer("How many items it has.")),
            ("otherNames", Array(Text("A name that is understood too."))),
            ("otherIds", Array(Integer("A number that is understood too.")))
        );

    private static OpenApiSchema Problem() =>
        Object(
            "Why a request was refused (RFC 9457).",
            (
                "type",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = "uri",
                    Enum = [.. ProblemType.All.Select(type => (JsonNode)JsonValue.Create(type.Uri))],
                    Description = "Names the kind of problem; never changes.",
                }
            ),
            ("title", Text("What happened, in English.")),
            ("status", Integer("The HTTP status.")),
            ("detail", Text("What to do, in English.")),
            ("titleAr", Text("What happened, in Arabic.")),
            ("detailAr", Text("What to do, in Arabic.")),
            ("traceId", Text("Names this request in the service's log."))
        );
}
