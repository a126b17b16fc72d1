using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>Holds the OpenAPI document to what the program really has.</summary>
public sealed class ApiDocumentTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task It_is_OpenAPI_3_1() =>
        Assert.StartsWith("3.1.", (await DocumentAsync()).GetProperty("openapi").GetString(), StringComparison.Ordinal);

    [Fact]
    [Promise("2.7")]
    public async Task It_has_every_route_with_its_methods_and_no_others()
    {
        var described = (await OperationsAsync()).Select(operation => $"{operation.Method} {operation.Path}");
        var mapped = server.Routes.Where(route =>
            !route.EndsWith(" /", StringComparison.Ordinal)
            && !route.Contains(Routes.Docs, StringComparison.Ordinal)
            && !route.Contains("/openapi/", StringComparison.Ordinal)
            && !route.Contains(Routes.Staff, StringComparison.Ordinal)
        );
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_points_to_a_part_of_it()
    {
        var document = await DocumentAsync();
        var references = Strings(document, "$ref").Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(
            references,
            reference =>
            {
                var target = document;
                foreach (var part in reference["#/".Length..].Split('/'))
                    target = target.GetProperty(part);
            }
        );
    }

    /// <summary>A schema that is repeated where it is used becomes a class of its own in a generated client.</summary>
    [Fact]
    public async Task Every_schema_is_referred_to()
    {
        var document = await DocumentAsync();
        var references = Strings(document, "$ref").ToHashSet();
        Assert.All(
            document.GetProperty("components").GetProperty("schemas").EnumerateObject(),
            schema => Assert.Contains($"#/components/schemas/{schema.Name}", references)
        );
    }

    [Fact]
    public async Task Every_operation_has_texts_and_every_response_a_description() =>
        Assert.All(
            await OperationsAsync(),
            operation =>
            {
                Assert.All(
                    ["summary", "description", "operationId"],
                    name => Assert.False(string.IsNullOrWhiteSpace(operation.Value.GetProperty(name).GetString()))
                );
                Assert.NotEmpty(operation.Value.GetProperty("tags").EnumerateArray());
                var responses = operation.Value.GetProperty("responses");
                Assert.Contains(responses.EnumerateObject(), response => response.Name.StartsWith('2'));
                Assert.All(
                    responses.EnumerateObject(),
                    response =>
                    {
                        Assert.False(string.IsNullOrWhiteSpace(response.Value.GetProperty("description").GetString()));
                        Assert.True(response.Value.GetProperty("headers").TryGetProperty(Headers.Environment, out _), response.Name);
                    }
                );
                if (!operation.Value.TryGetProperty("parameters", out var parameters))
                    return;
                Assert.All(
                    parameters.EnumerateArray(),
                    parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.GetProperty("description").GetString()))
                );
            }
        );

    [Fact]
    [Promise("8.1")]
    public async Task Every_problem_type_is_an_example_of_a_response()
    {
        var types = Strings(await DocumentAsync(), "type").ToHashSet();
        var everywhere = new[] { ProblemType.RouteNotFound, ProblemType.MethodNotAllowed };
        Assert.All(ProblemType.All.Except(everywhere), type => Assert.Contains(type.Uri, types));
    }

    [Fact]
    [Promise("7.2")]
    public async Task Every_issue_code_is_described()
    {
        var code = (await SchemaAsync("Issue")).GetProperty("properties").GetProperty("code");
        var lines = code.GetProperty("description").GetString()!.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.Equal(IssueCode.All.Select(issue => $"- `{issue.Word}`{(issue.IsWarning ? " (warning)" : "")}: {issue.Meaning}"), lines);
    }

    [Theory]
    [InlineData("Lead", false)]
    [InlineData("StoredLead", false)]
    [InlineData("Vehicle", true)]
    [InlineData("StoredVehicle", true)]
    [Promise("5")]
    public async Task Every_field_is_described_under_each_of_its_names(string schema, bool isVehicle)
    {
        var properties = (await SchemaAsync(schema)).GetProperty("properties");
        Assert.All(
            isVehicle ? VehicleFields.All : LeadFields.All,
            field =>
                Assert.All(
                    field.Names,
                    name =>
                        Assert.True(
                            properties.TryGetProperty(name, out var property)
                                && (property.TryGetProperty("description", out _) || property.TryGetProperty("items", out _)),
                            name
                        )
                )
        );
    }

    [Fact]
    public async Task Operation_ids_are_those_that_clients_name_their_methods_after() =>
        Assert.Equal(
            [
                "cancelImport",
                "changeImport",
                "checkBulk",
                "checkImport",
                "correctLead",
                "correctLeads",
                "correctRow",
                "createApiKey",
                "createBulk",
                "erasePerson",
                "exportLeads",
                "exportList",
                "exportPerson",
                "getBulk",
                "getCaller",
                "getCorrection",
                "getFailedRows",
                "getImport",
                "getLead",
                "getLeadRevisions",
                "getListItems",
                "getOpenErrors",
                "importList",
                "listApiKeys",
                "listImports",
                "listLists",
                "listWrongRows",
                "live",
                "ready",
                "revokeApiKey",
                "searchLeads",
                "startImport",
                "updateApiKey",
                "uploadFile",
            ],
            (await OperationsAsync())
                .Select(operation => operation.Value.GetProperty("operationId").GetString()!)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Every_property_of_every_schema_is_described()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var properties = schemas
            .EnumerateObject()
            .Where(schema => schema.Name != nameof(Stream))
            .SelectMany(schema =>
                schema
                    .Value.GetProperty("properties")
                    .EnumerateObject()
                    .Select(property => ($"{schema.Name}.{property.Name}", property.Value))
            );
        Assert.All(properties, property => Assert.False(string.IsNullOrWhiteSpace(FindDescription(property.Value)), property.Item1));
    }

    /// <summary>That of an object which may be null stands beside its reference.</summary>
    private static string? FindDescription(JsonElement schema) =>
        schema.TryGetProperty("description", out var description) ? description.GetString()
        : schema.TryGetProperty("oneOf", out var choices)
            ? choices.EnumerateArray().Select(FindDescription).FirstOrDefault(text => text is not null)
        : null;

    [Fact]
    public async Task Every_example_is_valid_against_its_schema()
    {
        var document = await DocumentAsync();
        var schemas = new DocumentSchemas(document.GetRawText(), isClosed: false);
        var examples = Examples(document).ToList();
        Assert.True(examples.Count > 100, $"Only {examples.Count} examples were found.");
        foreach (var (schema, example) in examples)
        {
            var errors = (await schemas.GetInlineAsync(schema.GetRawText())).Validate(example.GetRawText());
            Assert.True(errors.Count == 0, $"{example} is not valid: {string.Join(", ", errors)}");
        }
    }

    [Fact]
    public async Task A_generated_client_can_send_labels()
    {
        var schema = await SchemaAsync("Lead");
        var types = LeadFields
            .All.Where(field => field.List is { Representation: ListRepresentation.Label })
            .Select(field => schema.GetProperty("properties").GetProperty(field.Name).GetProperty("type").GetRawText())
            .Distinct()
            .ToList();
        Assert.Equal("""["null","string"]""", Assert.Single(types).Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Only_the_id_is_documented_as_the_response_to_a_new_bulk_and_every_parameter_is_documented()
    {
        var post = (await OperationsAsync()).Single(operation => operation.Value.GetProperty("operationId").GetString() == "createBulk");
        var schema = post
            .Value.GetProperty("responses")
            .GetProperty("200")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("schema");
        Assert.Equal(("integer", "int64"), (schema.GetProperty("type").GetString(), schema.GetProperty("format").GetString()));
        Assert.Equal(
            ["dryRun", "lang", "Accept-Language", "Idempotency-Key", "Prefer"],
            post.Value.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString())
        );
    }

    /// <summary>An invalid date is read back as it was sent, and a client with a date type would fail on the whole bulk.</summary>
    [Theory]
    [InlineData("dateOfBirth")]
    [InlineData("leadDate")]
    public async Task Date_that_is_read_back_is_documented_as_any_text(string field)
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        Assert.False(schemas.GetProperty("StoredLead").GetProperty("properties").GetProperty(field).TryGetProperty("format", out _));
    }

    [Fact]
    public async Task Check_of_a_bulk_has_an_example_of_what_it_answers()
    {
        var check = (await server.Client.GetJsonAsync(Routes.OpenApi))
            .GetProperty("paths")
            .GetProperty(Routes.BulkCheck)
            .GetProperty("post");
        var example = check
            .GetProperty("responses")
            .GetProperty("200")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example");
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.BulkCheck)
        {
            Content = TestData.Post(TestData.Bulk(TestData.Lead())).Content,
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.JsonAsync();
        foreach (var member in (string[])["id", "isProcessed", "createdDate", "createdBy"])
            Assert.Equal(answer.GetProperty(member).GetRawText(), example.GetProperty(member).GetRawText());
        Assert.Equal(JsonValueKind.Null, example.GetProperty("leads")[0].GetProperty("leadId").ValueKind);
    }

    [Fact]
    public async Task Export_of_a_person_has_an_example_with_the_ids_that_a_lead_has()
    {
        var post = (await OperationsAsync()).Single(operation => operation.Value.GetProperty("operationId").GetString() == "exportPerson");
        var lead = post
            .Value.GetProperty("responses")
            .GetProperty("200")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example")
            .GetProperty("leads")[0]
            .GetProperty("lead");
        Assert.Equal(88, lead.GetProperty("vehicles")[0].GetProperty("leadVehiclesId").GetInt64());
    }

    [Fact]
    public async Task The_statuses_that_a_new_bulk_may_have_are_documented()
    {
        var properties = (await DocumentAsync())
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("Bulk")
            .GetProperty("properties");
        var status = properties.GetProperty("isProcessed");
        Assert.Equal((0, 1), (status.GetProperty("minimum").GetInt32(), status.GetProperty("maximum").GetInt32()));
    }

    [Theory]
    [InlineData(Headers.TotalRecords)]
    [InlineData(Headers.ErrorRecords)]
    [InlineData(Headers.Environment)]
    [InlineData(Headers.IdempotencyKey)]
    [InlineData(Headers.IdempotentReplayed)]
    [InlineData(Headers.Prefer)]
    [InlineData(Headers.PreferenceApplied)]
    [InlineData("Location")]
    [InlineData(Headers.RateLimit)]
    [InlineData(Headers.RateLimitPolicy)]
    [InlineData("Retry-After")]
    [InlineData("ETag")]
    [InlineData("If-None-Match")]
    [InlineData("Accept-Language")]
    public async Task Every_header_is_described(string header)
    {
        var text = (await DocumentAsync()).GetProperty("paths").GetRawText();
        Assert.Contains($"\"{header}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Responses_describe_the_headers_that_they_have()
    {
        foreach (var (_, _, operation) in await OperationsAsync())
        {
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                var headers = response.Value.GetProperty("headers");
                Assert.Equal(response.Name == "415", headers.TryGetProperty("Accept-Encoding", out _));
                if (response.Name == "304")
                    Assert.True(headers.TryGetProperty("ETag", out _));
            }
        }
    }

    /// <summary>Only a bulk has an idempotency key, and only a change can have been made or not.</summary>
    [Fact]
    public async Task The_example_of_a_failure_is_what_the_operation_says()
    {
        foreach (var (method, path, operation) in await OperationsAsync())
        {
            if (!operation.GetProperty("responses").TryGetProperty("500", out var failure))
                continue;
            var example = failure.GetProperty("content").EnumerateObject().Single().Value.GetProperty("examples").GetProperty("internal");
            var detail = example.GetProperty("value").GetProperty("detail").GetString();
            Assert.Equal((method, path) is ("POST", Routes.Bulks), detail!.Contains(Headers.IdempotencyKey, StringComparison.Ordinal));
            if (method == "GET")
                Assert.StartsWith("Send the same request again. If it fails", detail, StringComparison.Ordinal);
        }
    }

    /// <summary>With an example, every request that is tried out in the reference would have the same key.</summary>
    [Fact]
    [Promise("6.6")]
    public async Task An_idempotency_key_has_no_example()
    {
        var keys = (await OperationsAsync())
            .Where(operation => operation.Value.TryGetProperty("parameters", out _))
            .SelectMany(operation => operation.Value.GetProperty("parameters").EnumerateArray())
            .Where(parameter => parameter.GetProperty("name").GetString() == Headers.IdempotencyKey)
            .ToList();
        Assert.Equal(2, keys.Count);
        Assert.All(keys, key => Assert.DoesNotContain("example", key.GetRawText(), StringComparison.Ordinal));
    }

    private Task<JsonElement> DocumentAsync() => server.Client.GetJsonAsync(Routes.OpenApi);

    private async Task<JsonElement> SchemaAsync(string name) =>
        (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty(name);

    private async Task<List<(string Method, string Path, JsonElement Value)>> OperationsAsync() =>
        [
            .. (await DocumentAsync())
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), path.Name, operation.Value))
                ),
        ];

    /// <summary>The values of every property with a name, at any depth.</summary>
    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property =>
                    property.Name == name && property.Value.ValueKind == JsonValueKind.String
                        ? [property.Value.GetString()!]
                        : Strings(property.Value, name)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, name)),
            _ => [],
        };

    /// <summary>Every example with the schema that it must match: of parameters, headers, bodies, and of schemas themselves.</summary>
    private static IEnumerable<(JsonElement Schema, JsonElement Example)> Examples(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(Examples);
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        List<(JsonElement, JsonElement)> here = [];
        if (element.TryGetProperty("schema", out var schema))
        {
            if (element.TryGetProperty("example", out var example))
                here.Add((schema, example));
            if (element.TryGetProperty("examples", out var examples))
                here.AddRange(examples.EnumerateObject().Select(named => (schema, named.Value.GetProperty("value"))));
        }
        else if (element.TryGetProperty("examples", out var own) && own.ValueKind == JsonValueKind.Array)
        {
            here.AddRange(own.EnumerateArray().Select(example => (element, example)));
        }

        // Examples are data; what they hold describes nothing.
        return here.Concat(
            element
                .EnumerateObject()
                .Where(member => member.Name is not ("example" or "examples"))
                .SelectMany(member => Examples(member.Value))
        );
    }
}
