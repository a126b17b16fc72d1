using Leadgate.Tests;
using Microsoft.OpenApi;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>The API keeps what the last release had (docs/versioning.md).</summary>
[Promise("2.14")]
public sealed class ApiStabilityTests
{
    /// <summary>The OpenAPI document of the last release. Its name has the version.</summary>
    private static readonly string Released = Assert.Single(Repository.Files("docs/api/released", "*.openapi.json"));

    private static readonly string Text = File.ReadAllText(Released);

    /// <summary>The committed document is that of the program: another test compares them.</summary>
    [Fact]
    public void Everything_of_the_last_release_is_still_there()
    {
        var breaks = ApiComparison.FindBreaks(Parse(Text), Parse(Repository.Read("docs", "openapi.json")));
        Assert.True(
            breaks.Count == 0,
            $"""
            This breaks programs that use the API of {Path.GetFileNameWithoutExtension(Released)}:

            {string.Join('\n', breaks)}

            Keep what was there, and add the new beside it. What should go away is deprecated first: add it to DeprecationList, and see
            docs/versioning.md. If it was in no release yet, or was wrong so that nobody can depend on it, say so in CHANGELOG.md and copy
            docs/openapi.json over {Path.GetRelativePath(Repository.Root, Released)}.
            """
        );
    }

    [Theory]
    [InlineData("\"/api/v1/me\"", "\"/api/v1/caller\"", "GET /api/v1/me: it no longer exists.")]
    [InlineData("\"name\": \"dryRun\"", "\"name\": \"trial\"", "POST /api/v1/leads/bulks: the Query parameter dryRun no longer exists.")]
    [InlineData("\"operationId\": \"createBulk\"", "\"operationId\": \"sendBulk\"", "methods of generated clients change")]
    [InlineData("\"firstName\": {", "\"givenName\": {", "the member firstName no longer exists.")]
    [InlineData("\"application/x-ndjson\": {", "\"application/x-lines\": {", "it no longer takes application/x-ndjson.")]
    [InlineData("\"maxLength\": 100,", "\"maxLength\": 90,", "its maximum length is 90 and was 100.")]
    [InlineData("\"Leadgate-Error-Records\": {", "\"Leadgate-Errors\": {", "it no longer has the header Leadgate-Error-Records.")]
    public void A_change_that_breaks_senders_is_found_and_named(string before, string after, string expected)
    {
        Assert.Contains(before, Text, StringComparison.Ordinal);
        var breaks = ApiComparison.FindBreaks(Parse(Text), Parse(Text.Replace(before, after, StringComparison.Ordinal)));
        Assert.Contains(
            breaks,
            found => found.EndsWith(expected, StringComparison.Ordinal) || found.Contains(expected, StringComparison.Ordinal)
        );
    }

    /// <summary>The schemas of a request and of a response have opposite rules, so each is compared as both.</summary>
    [Theory]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"}}}""",
        """{"type":"object","properties":{"a":{"type":"string"},"b":{}}}""",
        0,
        0
    )]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"a":{}},"required":["a"]}""", 1, 0)]
    [InlineData("""{"type":"object","properties":{"a":{}},"required":["a"]}""", """{"type":"object","properties":{"a":{}}}""", 0, 1)]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", 0, 1)]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string"}""", 1, 0)]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""", 0, 1)]
    [InlineData("""{"type":"string","enum":["a","b"]}""", """{"type":"string","enum":["a","b","c"]}""", 0, 0)]
    [InlineData("""{"type":"string","enum":["a","b"]}""", """{"type":"string","enum":["a"]}""", 1, 1)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """{"type":"array","items":{"type":"integer"}}""", 1, 1)]
    [InlineData("""{"type":"integer","minimum":0}""", """{"type":"integer","minimum":1}""", 1, 0)]
    public void Requests_may_not_accept_less_and_responses_may_not_have_more_types(
        string released,
        string current,
        int request,
        int response
    )
    {
        Assert.Equal(request, ApiComparison.FindBreaks(CreateRequest(released), CreateRequest(current)).Count);
        Assert.Equal(response, ApiComparison.FindBreaks(CreateResponse(released), CreateResponse(current)).Count);
    }

    private static OpenApiDocument CreateRequest(string schema) =>
        Create($$"""{ "requestBody": { "content": { "application/json": { "schema": {{schema}} } } }, "responses": {} }""");

    private static OpenApiDocument CreateResponse(string schema) =>
        Create($$"""{ "responses": { "200": { "description": "", "content": { "application/json": { "schema": {{schema}} } } } } }""");

    private static OpenApiDocument Create(string operation) =>
        Parse($$"""{ "openapi": "3.1.1", "info": { "title": "", "version": "" }, "paths": { "/": { "post": {{operation}} } } }""");

    private static OpenApiDocument Parse(string text) => OpenApiDocument.Parse(text, OpenApiConstants.Json).Document!;
}
