using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>The OpenAPI document, held to what the program really has.</summary>
public sealed class ApiDocumentTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task It_is_OpenAPI_3_1() =>
        Assert.StartsWith("3.1.", (await DocumentAsync()).GetProperty("openapi").GetString(), StringComparison.Ordinal);

    [Fact]
    [Promise("2.7")]
    public async Task It_has_every_route_with_its_methods_and_no_other()
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
    public async Task Every_reference_leads_to_a_part_of_it()
    {
        var document = await DocumentAsync();
        var references = Strings(document, "$ref").Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(
            references,
            reference =>
            {
                var place = document;
                foreach (var part in reference["#/".Length..].Split('/'))
                    place = place.GetProperty(part);
            }
        );
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_how_it_fails() =>
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
    public async Task Every_problem_type_is_an_example_of_some_answer()
    {
        var types = Strings(await DocumentAsync(), "type").ToHashSet();
        var everywhere = new[] { ProblemType.RouteNotFound, ProblemType.MethodNotAllowed };
        Assert.All(ProblemType.All.Except(everywhere), type => Assert.Contains(type.Uri, types));
    }

    [Fact]
    [Promise("7.2")]
    public async Task Every_issue_code_is_listed_and_explained()
    {
        var code = (await SchemaAsync("Issue")).GetProperty("properties").GetProperty("code");
        Assert.Equal(IssueCode.All.Select(issue => issue.Word), code.GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
        Assert.All(
            IssueCode.All,
            issue => Assert.Contains(issue.Meaning, code.GetProperty("description").GetString(), StringComparison.Ordinal)
        );
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

    [Theory]
    [InlineData(Headers.TotalRecords)]
    [InlineData(Headers.ErrorRecords)]
    [InlineData(Headers.Environment)]
    [InlineData(Headers.IdempotencyKey)]
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

    /// <summary>Every text of a property of this name, however deep.</summary>
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
}
