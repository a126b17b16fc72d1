using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using NJsonSchema;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>What the program answers, held against the schemas that its OpenAPI document promises.</summary>
public sealed class AnswerSchemaTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly string Mixed = Some.Bulk(
        Some.Lead(),
        Some.Lead(
            ("gender", "Mael"),
            ("customerCity", 5.5),
            ("vehicles", new JsonArray(new JsonObject { ["totalQty"] = 0, ["modelYear"] = "later" })),
            ("colour", "blue")
        ),
        42,
        Some.Lead(
            ("leadType", "Company"),
            ("companyName", "Invented Trading"),
            ("contactName", "Reem"),
            ("companyIndustryType", "Construction"),
            ("nonsense", new JsonObject { ["a"] = 1 })
        )
    );

    [Fact]
    public async Task The_example_of_a_bulk_is_taken_without_an_error_or_a_warning()
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
    public async Task Bulks_that_are_taken_fit_the_schema_of_a_bulk() =>
        await AssertValidAsync("Bulk", System.Text.Encoding.UTF8.GetString(Some.Sample));

    [Fact]
    public async Task Bulks_read_back_fit_their_schema()
    {
        var id = await server.Client.PostAsync(Mixed);
        await AssertAnswerAsync("StoredBulk", $"{Routes.Bulks}/{id}");
        await AssertAnswerAsync("StoredBulk", $"{Routes.Bulks}/{id}?lang=ar");
        await AssertAnswerAsync("LeadPage", $"{Routes.Bulks}?limit=2");
        await AssertAnswerAsync("LeadPage", $"{Routes.Bulks}?id=987654");
    }

    [Fact]
    public async Task Dry_runs_and_representations_fit_the_schema_of_a_bulk()
    {
        using var dry = Some.Post(Mixed);
        dry.RequestUri = new Uri(Routes.Bulks + "?dryRun=true", UriKind.Relative);
        using var full = Some.Post(Mixed, (Headers.Prefer, "return=representation"));
        foreach (var request in new[] { dry, full })
        {
            using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await AssertValidAsync("StoredBulk", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("ReferenceList", Routes.Lists)]
    [InlineData("ListItem", Routes.Lists + "/CITY")]
    [InlineData("ListItem", Routes.Lists + "/OU_TYPE?lang=ar")]
    public async Task Each_element_of_a_list_fits_its_schema(string schema, string path)
    {
        var elements = await server.Client.GetJsonAsync(path);
        Assert.NotEmpty(elements.EnumerateArray());
        var validator = await SchemaAsync(schema);
        Assert.All(elements.EnumerateArray(), element => Assert.Empty(validator.Validate(element.GetRawText())));
    }

    [Theory]
    [InlineData(Routes.Live)]
    [InlineData(Routes.Ready)]
    public Task Health_fits_its_schema(string path) => AssertAnswerAsync("Health", path);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"leads": [1], "isProcessed": 3}""")]
    public async Task Problems_fit_their_schema(string body)
    {
        using var request = Some.Post(body);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertValidAsync("Problem", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_seen()
    {
        var schema = await SchemaAsync("Issue");
        Assert.NotEmpty(schema.Validate("""{"field": "gender", "code": "no-such-code", "errorMessage": 5}"""));
    }

    private async Task AssertAnswerAsync(string schema, string path) =>
        await AssertValidAsync(schema, (await server.Client.GetJsonAsync(path)).GetRawText());

    private async Task AssertValidAsync(string schema, string json)
    {
        var findings = (await SchemaAsync(schema)).Validate(json);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    /// <summary>A schema of the document, as one that stands alone, in which objects hold nothing that is not described.</summary>
    private async Task<JsonSchema> SchemaAsync(string name)
    {
        var schemas = JsonNode
            .Parse(
                (await server.Client.GetJsonAsync(Routes.OpenApi))
                    .GetProperty("components")
                    .GetProperty("schemas")
                    .GetRawText()
                    .Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal)
            )!
            .AsObject();
        foreach (var (_, schema) in schemas)
        {
            if (schema!["properties"] is not null && schema["additionalProperties"] is null)
                schema["additionalProperties"] = false;
        }

        var alone = schemas[name]!.DeepClone().AsObject();
        alone["definitions"] = schemas;
        return await JsonSchema.FromJsonAsync(alone.ToJsonString(), TestContext.Current.CancellationToken);
    }
}
