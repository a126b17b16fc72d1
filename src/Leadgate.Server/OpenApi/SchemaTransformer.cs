using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Persons;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ApiKey = Leadgate.Domain.Access.ApiKey;
using Lead = Leadgate.Contract.Bulks.Lead;
using StoredLead = Leadgate.Contract.Bulks.StoredLead;
using Vehicle = Leadgate.Contract.Bulks.Vehicle;

namespace Leadgate.Server.OpenApi;

/// <summary>
/// Completes the schemas of records whose members or values follow from tables: the fields of a lead, the codes of issues, the types of
/// problems.
/// </summary>
internal sealed class SchemaTransformer(LeadgateSettings settings) : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is { } property)
        {
            // The framework knows no type of a member with a converter.
            if (schema.Type is null && schema.Format == "date-time")
                schema.Type = JsonSchemaType.String | (property.PropertyType == typeof(DateTimeOffset?) ? JsonSchemaType.Null : 0);
            CompleteProperty(schema, (property.DeclaringType, property.Name));
            return;
        }

        var type = context.JsonTypeInfo.Type;
        if (type == typeof(Bulk))
            CompleteBulk(schema);
        else if (type == typeof(StoredBulk))
            schema.Examples = [ApiExamples.StoredBulk(settings.Rules)];
        else if (type == typeof(PersonExport))
            schema.Examples = [ApiExamples.PersonExport(settings.Rules)];
        else if (type == typeof(LeadPage))
            schema.Examples = [ApiExamples.LeadPage(settings.Rules)];
        else if (type == typeof(VersionedLead))
            schema.Examples = [ApiExamples.VersionedLead(settings.Rules)];
        else if (type == typeof(LeadRevisions))
            schema.Examples = [ApiExamples.LeadRevisions()];
        else if (type == typeof(LeadPatch))
        {
            AddSubmitted(schema, LeadFields.Table, await ReferenceAsync<Vehicle>(context, cancellationToken));
            schema.Required = null;
            schema.Examples = [ApiExamples.LeadPatch()];
        }
        else if (type == typeof(Lead))
            AddSubmitted(schema, LeadFields.Table, await ReferenceAsync<Vehicle>(context, cancellationToken));
        else if (type == typeof(Vehicle))
            AddSubmitted(schema, VehicleFields.Table, null);
        else if (type == typeof(StoredLead))
            AddStored(schema, LeadFields.Table, await ReferenceAsync<StoredVehicle>(context, cancellationToken));
        else if (type == typeof(StoredVehicle))
            AddStored(schema, VehicleFields.Table, null);
    }

    private static async Task<OpenApiSchemaReference> ReferenceAsync<T>(
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(typeof(T).Name) is not true)
            document.AddComponent(typeof(T).Name, await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: cancellation));
        return new OpenApiSchemaReference(typeof(T).Name, document);
    }

    private static void CompleteProperty(OpenApiSchema schema, (Type Type, string Name) property)
    {
        switch (property)
        {
            case (Type type, "code") when type == typeof(LeadIssue):
                schema.Description = List(
                    schema.Description,
                    IssueCode.All.Select(code => $"`{code.Word}`{(code.IsWarning ? " (warning)" : "")}: {code.Meaning}")
                );
                break;
            case (Type type, "value") when type == typeof(LeadIssue):
            case (Type exported, "sent") when exported == typeof(ExportedLead):
            case (Type change, "from" or "to") when change == typeof(FieldChange):
                AllowAnything(schema);
                break;
            case (Type type, "consent") when type == typeof(Consent):
                schema.Description = List(schema.Description, LeadFields.Consents.Select(field => $"`{field.Name}`: {field.Title}."));
                break;
            case (Type type, "type") when type == typeof(ProblemDetails):
                schema.Format = "uri-reference";
                schema.Description = List(schema.Description, ProblemType.All.Select(problem => $"`{problem.Uri}`: {problem.Title}."));
                break;
            case (Type type, "detail") when type == typeof(ProblemDetails):
                // Makes it the message of the exception in clients that Kiota generates.
                schema.Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    ["x-ms-primary-error-message"] = new JsonNodeExtension(JsonValue.Create(true)),
                };
                break;
            case (Type type, "scopes") when type.Namespace == typeof(CreateApiKeyRequest).Namespace:
                schema.Description = List(schema.Description, ScopeNames.All.Select(scope => $"`{scope.Name}`: {scope.Meaning}"));
                break;
            case (Type type, "columns" or "constants" or "values") when type == typeof(ImportPatch) || type == typeof(ImportRowPatch):
                // A null removes a choice.
                schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null };
                break;
            case (Type type, "requestsPerMinute" or "leadsPerMinute") when type == typeof(UpdateApiKeyRequest):
                (schema.Type, schema.Format) = (JsonSchemaType.Integer | JsonSchemaType.Null, "int32");
                (schema.Minimum, schema.Maximum) = ("1", ApiKey.MaxPerMinute.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string List(string? description, IEnumerable<string> items) =>
        description + "\n\n" + string.Join("\n", items.Select(item => "- " + item));

    /// <summary>Any JSON value, null too. A schema without a type makes some client generators reject null.</summary>
    private static void AllowAnything(OpenApiSchema schema)
    {
        schema.Type = null;
        schema.OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.Null },
            new OpenApiSchema { Not = new OpenApiSchema { Type = JsonSchemaType.Null } },
        ];
    }

    private void CompleteBulk(OpenApiSchema schema)
    {
        var megabytes = settings.Limits.MaxBytes / 1024 / 1024;
        schema.Description += string.Create(
            CultureInfo.InvariantCulture,
            $" Up to {settings.Limits.MaxLeads} leads in {megabytes} MiB of JSON."
        );
        schema.Examples = [ApiExamples.Bulk()];
        var leads = (OpenApiSchema)schema.Properties!["leads"];
        (leads.MinItems, leads.MaxItems) = (1, settings.Limits.MaxLeads);
    }

    /// <summary>The fields of a table, as a sender writes them.</summary>
    private static void AddSubmitted(OpenApiSchema schema, FieldTable table, IOpenApiSchema? vehicle)
    {
        schema.AdditionalProperties = null;
        schema.Properties = new Dictionary<string, IOpenApiSchema>();
        schema.Required = table
            .All.Where(field => field is { Mandatory: Mandatory.Always, OtherName: null } && !ReferenceEquals(field, LeadFields.Branch))
            .Select(field => field.Name)
            .ToHashSet();
        foreach (var field in table.All)
        {
            foreach (var name in field.Names)
                schema.Properties[name] = field.Kind == FieldKind.Vehicles ? Vehicles(field, vehicle!) : Submitted(field, name);
        }
    }

    private static OpenApiSchema Vehicles(LeadField field, IOpenApiSchema vehicle) =>
        new()
        {
            Type = JsonSchemaType.Array | JsonSchemaType.Null,
            Title = field.Title,
            Description = $"{field.TitleAr}. The vehicles that the lead is interested in.",
            Items = vehicle,
        };

    private static OpenApiSchema Submitted(LeadField field, string name)
    {
        var type = SubmittedType(field);
        var schema = new OpenApiSchema
        {
            Title = field.Title,
            Description = FieldTexts.Describe(field, name),
            Type = type | JsonSchemaType.Null,
            Format = type == JsonSchemaType.Integer ? "int32" : null,
            Examples = [JsonNode.Parse(field.Example)!],
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

    /// <summary>
    /// The one type that a generated client sends. The service takes others too, as the descriptions say, but a schema of several types
    /// makes clients that cannot send labels.
    /// </summary>
    private static JsonSchemaType SubmittedType(LeadField field) =>
        (field.Kind, field.List?.Representation) switch
        {
            (FieldKind.List, ListRepresentation.Boolean) => JsonSchemaType.Boolean,
            (FieldKind.List, ListRepresentation.Value) or (FieldKind.Number, _) => JsonSchemaType.Integer,
            _ => JsonSchemaType.String,
        };

    /// <summary>The fields of a table, as they are read back (promise 7.1).</summary>
    private static void AddStored(OpenApiSchema schema, FieldTable table, IOpenApiSchema? vehicle)
    {
        schema.AdditionalProperties = null;
        var properties = schema.Properties!;
        foreach (var field in table.All)
        {
            foreach (var name in field.Names)
                properties[name] =
                    field.Kind == FieldKind.Vehicles
                        ? new OpenApiSchema
                        {
                            Type = JsonSchemaType.Array,
                            Description = $"{field.TitleAr}. The vehicles of the lead.",
                            Items = vehicle,
                        }
                        : Stored(field);
            if (ReferenceEquals(field, LeadFields.Branch))
                properties["branchRouted"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Boolean,
                    Description = "Whether the branch was not sent and was chosen by routing.",
                };
        }

        properties["extra"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object | JsonSchemaType.Null,
            AdditionalProperties = new OpenApiSchema(),
            Description = "Properties that are not known fields, as they were sent.",
        };
        schema.Required = properties.Keys.Where(name => name != "line").ToHashSet();
    }

    private static OpenApiSchema Stored(LeadField field)
    {
        var type = field switch
        {
            { Kind: FieldKind.Number } or { List.Representation: ListRepresentation.Value } => JsonSchemaType.Integer,
            { List.Representation: ListRepresentation.Boolean } => JsonSchemaType.Boolean,
            _ => JsonSchemaType.String,
        };
        return new OpenApiSchema
        {
            Title = field.Title,
            Type = type | JsonSchemaType.Null,
            // Dates have no format: an invalid one is read back as it was sent, and clients with a date type would fail on the whole bulk.
            Format = type == JsonSchemaType.Integer ? "int32" : null,
            Description = field.List is null ? $"{field.TitleAr}." : $"{field.TitleAr}. An item of {field.List.Name}.",
        };
    }
}
