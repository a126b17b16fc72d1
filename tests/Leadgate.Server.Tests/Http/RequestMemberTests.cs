using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>Members of a JSON request that its record does not have.</summary>
[Promise("2.9")]
public sealed class RequestMemberTests
{
    [Theory]
    [InlineData("POST", Routes.Keys, """{"name": "a", "expires": "2027-01-01"}""", "expires", "expiresAt")]
    [InlineData("POST", Routes.Keys, """{"name": "a", "expires_at": "2027-01-01T00:00:00Z"}""", "expires_at", "expiresAt")]
    [InlineData("POST", Routes.Keys, """{"name": "a", "scope": ["admin"]}""", "scope", "scopes")]
    [InlineData("POST", Routes.Keys, """{"name": "a", "dryRun": true}""", "dryRun", null)]
    [InlineData("PATCH", Routes.Keys + "/1", """{"leadPerMinute": 5}""", "leadPerMinute", "leadsPerMinute")]
    [InlineData("POST", Routes.PersonErase, """{"email": "a@example.com", "phoneNumber": "512345678"}""", "phoneNumber", null)]
    [InlineData("PUT", "/api/v1/list/CITY/file", """{"list": "CITY", "item": []}""", "item", "items")]
    [InlineData("PUT", "/api/v1/list/CITY/file", """{"list": "CITY", "items": [{"value": 1, "label_ar": ""}]}""", "label_ar", "labelAr")]
    [InlineData("POST", Routes.PersonExport, """{"mail": "a@example.com"}""", "mail", "email")]
    public async Task An_unknown_member_is_rejected_with_the_nearest_name(
        string method,
        string path,
        string body,
        string member,
        string? nearest
    )
    {
        await using var server = await StartAsync();
        using var response = await SendAsync(server, method, path, body);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        var detail = problem.GetProperty("detail").GetString();
        Assert.StartsWith($"\"{member}\" is not a member of the request.", detail, StringComparison.Ordinal);
        Assert.Equal(nearest is not null, problem.TryGetProperty("suggestions", out var suggestions));
        if (nearest is not null)
        {
            Assert.Contains($"Did you mean {nearest}?", detail, StringComparison.Ordinal);
            Assert.Equal(nearest, Assert.Single(suggestions.EnumerateArray()).GetString());
        }

        // Nothing was created or changed.
        var key = Assert.Single((await server.Client.GetJsonAsync(Routes.Keys)).EnumerateArray());
        Assert.Equal("Null", key.GetProperty("leadsPerMinute").ValueKind.ToString());
    }

    [Theory]
    [InlineData("""{"name": "a", "name": "b"}""", "name appears more than once.")]
    [InlineData("""{"name": "a", "expiresAt": null, "EXPIRESAT": "2027-01-01T00:00:00Z"}""", "expiresAt appears more than once.")]
    [InlineData("""{"name": 5}""", "name has the wrong type or format.")]
    [InlineData("""{"name": "a", "expiresAt": 5}""", "expiresAt has the wrong type or format.")]
    [InlineData("""{"name": "a", "scopes": "admin"}""", "scopes has the wrong type or format.")]
    [InlineData("[]", "The body has the wrong type or format.")]
    public async Task A_repeated_member_or_a_wrong_type_is_named(string body, string detail)
    {
        await using var server = await StartAsync();
        using var response = await SendAsync(server, "POST", Routes.Keys, body);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.6")]
    public async Task A_dry_run_in_the_body_of_an_erasure_is_rejected_and_nothing_is_erased()
    {
        await using var server = await StartAsync();
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(("email", "a@example.com"))));
        using var response = await SendAsync(server, "POST", Routes.PersonErase, """{"email": "a@example.com", "dryRun": true}""");
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Contains("Send ?dryRun=", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("a@example.com", await ReadEmailAsync(server));
    }

    [Theory]
    [InlineData("?dryRun=true", true)]
    [InlineData("?dryRun=1", true)]
    [InlineData("?dryRun=", false)]
    [InlineData("?dryRun=false", false)]
    [InlineData("?dryRun=perhaps", null)]
    [InlineData("?dry_run=true", null)]
    [Promise("10.6")]
    public async Task An_erasure_with_a_dry_run_counts_and_erases_nothing(string query, bool? isDryRun)
    {
        await using var server = await StartAsync();
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(("email", "a@example.com"))));
        using var response = await SendAsync(server, "POST", Routes.PersonErase + query, """{"email": "a@example.com"}""");
        if (isDryRun is null)
            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        else
            Assert.Equal("""{"leads":1,"mentions":0,"idempotencyKeys":0}""", (await response.JsonAsync()).GetRawText());
        Assert.Equal(isDryRun is false ? null : "a@example.com", await ReadEmailAsync(server));
    }

    /// <summary>Whoever adds a route with a body gets this check with it, unless the body is read by hand.</summary>
    [Fact]
    public async Task Every_route_with_a_JSON_body_other_than_a_bulk_checks_its_members()
    {
        await using var server = await StartAsync();
        var document = await server.Client.GetJsonAsync(Routes.OpenApi);
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(
                path => path.Value.EnumerateObject(),
                (path, operation) => (Path: path.Name, Method: operation.Name, operation.Value)
            )
            .Where(operation =>
                operation.Value.TryGetProperty("requestBody", out _) && !operation.Path.StartsWith(Routes.Bulks, StringComparison.Ordinal)
            )
            .ToList();
        Assert.NotEmpty(operations);
        foreach (var (path, method, operation) in operations)
        {
            var content = operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().First().Value;
            var name = content.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
            var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
            Assert.False(schema.GetProperty("additionalProperties").GetBoolean(), name);
            using var response = await SendAsync(
                server,
                method,
                path.Replace("{id}", "1", StringComparison.Ordinal).Replace("{list}", "CITY", StringComparison.Ordinal),
                """{"zzz": 1}"""
            );
            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            Assert.StartsWith("\"zzz\" is not a member", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        var key = await server.CreateKeyAsync("all", "leads:write", "leads:read", "lists:write", "admin");
        server.Client.DefaultRequestHeaders.Add(Headers.ApiKey, key.Text);
        return server;
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string method, string path, string body) =>
        server.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path)
            {
                Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
            },
            TestContext.Current.CancellationToken
        );

    private static async Task<string?> ReadEmailAsync(RunningServer server) =>
        (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads")[0].GetProperty("email").GetString();
}
