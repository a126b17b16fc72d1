using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using NJsonSchema;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>Holds real responses against the schemas of the OpenAPI document.</summary>
public sealed class ResponseSchemaTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly string Mixed = TestData.Bulk(
        TestData.Lead(),
        TestData.Lead(
            ("gender", "Mael"),
            ("customerCity", 5.5),
            ("vehicles", new JsonArray(new JsonObject { ["totalQty"] = 0, ["modelYear"] = "later" })),
            ("colour", "blue")
        ),
        42,
        TestData.Lead(
            ("leadType", "Company"),
            ("companyName", "Invented Trading"),
            ("contactName", "Reem"),
            ("companyIndustryType", "Construction"),
            ("nonsense", new JsonObject { ["a"] = 1 })
        )
    );

    [Fact]
    public async Task The_example_of_a_bulk_is_stored_without_errors_or_warnings()
    {
        var example = (await server.Client.GetJsonAsync(Routes.OpenApi))
            .GetProperty("paths")
            .GetProperty(Routes.Bulks)
            .GetProperty("post")
            .GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example");
        var lead = (await server.Client.PostAndReadAsync(example.GetRawText())).GetProperty("leads")[0];
        Assert.Equal(JsonValueKind.Null, lead.GetProperty("errorList").ValueKind);
        Assert.Empty(lead.GetProperty("warningList").EnumerateArray());
        await AssertValidAsync("Bulk", example.GetRawText());
    }

    [Fact]
    public async Task The_sample_request_matches_the_schema_of_a_bulk() =>
        await AssertValidAsync("Bulk", System.Text.Encoding.UTF8.GetString(TestData.Sample));

    [Fact]
    public async Task Bulks_and_search_results_match_their_schemas()
    {
        var id = await server.Client.PostAsync(Mixed);
        await AssertResponseAsync("StoredBulk", $"{Routes.Bulks}/{id}");
        await AssertResponseAsync("StoredBulk", $"{Routes.Bulks}/{id}?lang=ar");
        await AssertResponseAsync("LeadPage", $"{Routes.Bulks}?limit=2");
        await AssertResponseAsync("LeadPage", $"{Routes.Bulks}?id=987654");
    }

    [Fact]
    public async Task Checked_bulks_dry_runs_and_representations_match_the_schema_of_a_stored_bulk()
    {
        using var dryRun = TestData.PostTo(Routes.Bulks + "?dryRun=true", Mixed);
        using var check = TestData.PostTo(Routes.BulkCheck, Mixed);
        using var full = TestData.Post(Mixed, (Headers.Prefer, "return=representation"));
        foreach (var request in new[] { check, dryRun, full })
        {
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await AssertValidAsync("StoredBulk", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("ReferenceList", Routes.Lists)]
    [InlineData("ListItem", Routes.Lists + "/CITY")]
    [InlineData("ListItem", Routes.Lists + "/OU_TYPE?lang=ar")]
    public async Task Each_element_of_a_list_matches_its_schema(string schema, string path)
    {
        var elements = await server.Client.GetJsonAsync(path);
        Assert.NotEmpty(elements.EnumerateArray());
        var validator = await SchemaAsync(schema);
        Assert.All(elements.EnumerateArray(), element => Assert.Empty(validator.Validate(element.GetRawText())));
    }

    [Theory]
    [InlineData(Routes.Live)]
    [InlineData(Routes.Ready)]
    public Task Health_matches_its_schema(string path) => AssertResponseAsync("HealthReport", path);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"leads": [1], "isProcessed": 3}""")]
    public async Task Problems_match_their_schema(string body)
    {
        using var request = TestData.Post(body);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertValidAsync("Problem", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_response_that_does_not_match_is_found()
    {
        var schema = await SchemaAsync("Issue");
        Assert.NotEmpty(schema.Validate("""{"field": "gender", "code": "required", "errorMessage": 5}"""));
    }

    private async Task AssertResponseAsync(string schema, string path) =>
        await AssertValidAsync(schema, (await server.Client.GetJsonAsync(path)).GetRawText());

    private async Task AssertValidAsync(string schema, string json)
    {
        var errors = (await SchemaAsync(schema)).Validate(json);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    private async Task<JsonSchema> SchemaAsync(string name) =>
        await new DocumentSchemas((await server.Client.GetJsonAsync(Routes.OpenApi)).GetRawText(), isClosed: true).GetAsync(name);
}
