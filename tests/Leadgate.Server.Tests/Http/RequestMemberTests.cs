using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>Members of a JSON request that its record does not have.</summary>
[Promise("2.9")]
public sealed class RequestMemberTests(SharedKeyServer server) : IClassFixture<SharedKeyServer>
{
    [Theory]
    [InlineData("POST", Routes.Keys, """{"name": "a", "expires": "2027-01-01"}""", "expires", "expiresAt")]
    [InlineData("POST", Routes.Keys, """{"name": "a", "expires_at": "2027-01-01T00:00:00Z"}""", "expires_at", "expiresAt")]
    [InlineData("POST", Routes.Keys, """{"name": "a", "scope": ["admin"]}""", "scope", "scopes")]
    [InlineData("POST", Routes.Keys, """{"name": "a", "dryRun": true}""", "dryRun", null)]
    [InlineData("PATCH", Routes.Keys + "/1", """{"leadPerMinute": 5}""", "leadPerMinute", "leadsPerMinute")]
    [InlineData("POST", Routes.PersonErase, """{"email": "a@example.com", "phoneNumber": "512345678"}""", "phoneNumber", null)]
    [InlineData("PUT", "/api/v1/list/CITY/file", """{"list": "CITY", "item": []}""", "item", "items")]
    [InlineData("POST", Routes.PersonExport, """{"mail": "a@example.com"}""", "mail", "email")]
    public async Task An_unknown_member_is_rejected_with_the_nearest_name(
        string method,
        string path,
        string body,
        string member,
        string? nearest
    )
    {
        using var response = await SendAsync(method, path, body);
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
    [InlineData("""[{"value": 1}, {"value": 2, "label_ar": ""}]""", "\"label_ar\" is not a member of items[1]. Did you mean labelAr?")]
    [InlineData(
        """[{"value": 1, "label": "A", "labelAr": "أ", "label": "B"}]""",
        "label appears more than once in items[0]. Send it once."
    )]
    [InlineData(
        """[{"value": 1, "label": "A", "labelAr": "أ", "LABEL": "B"}]""",
        "label appears more than once in items[0]. Send it once."
    )]
    [InlineData("""[], "items": []""", "items appears more than once. Send it once.")]
    [InlineData("""[], "List": "CITY" """, "list appears more than once. Send it once.")]
    public async Task A_wrong_member_of_a_list_or_its_item_is_named_with_its_place(string items, string detail)
    {
        var file = $$"""{"list": "CITY", "items": {{items}}}""";
        using var response = await SendAsync("PUT", "/api/v1/list/CITY/file?dryRun=true", file);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_of_the_members_of_a_list_does_not_matter()
    {
        const string File = "/api/v1/list/LEAD_PRIORITY/file";
        var file = (await server.Client.GetStringAsync(File, TestContext.Current.CancellationToken))
            .Replace("\"list\"", "\"List\"", StringComparison.Ordinal)
            .Replace("\"items\"", "\"ITEMS\"", StringComparison.Ordinal)
            .Replace("\"labelAr\"", "\"labelar\"", StringComparison.Ordinal);
        using var response = await SendAsync("PUT", File, file);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty((await response.JsonAsync()).GetProperty("changes").EnumerateArray());
    }

    /// <summary>Every route says the same of the same error, in the words of a bulk (promise 6.3).</summary>
    [Theory]
    [InlineData("""{"name": "b",}""", "Line 1, column 14: There is a comma after the last element, before }. Remove the comma. ")]
    [InlineData("{\n  // a key\n}", "Line 2, column 3: There is a comment, and JSON has none. Remove it. ")]
    [InlineData("{", "Line 1, column 2: The body ends before the JSON object does. ")]
    [InlineData("{'name': 'b'}", "Line 1, column 2: A name or a text is not enclosed in double quotation marks. ")]
    [InlineData("""{"\uD800": 1}""", "Line 1, column 2: A text contains an incomplete character")]
    [InlineData("", "The body is empty. ")]
    [Promise("6.3")]
    public async Task A_syntax_error_is_described_with_line_and_column(string body, string detail)
    {
        (string Method, string Path)[] routes =
        [
            ("POST", Routes.Keys),
            ("PATCH", Routes.Keys + "/1"),
            ("POST", Routes.PersonExport),
            ("POST", Routes.PersonErase),
            ("PUT", "/api/v1/list/CITY/file"),
        ];
        foreach (var (method, path) in routes)
        {
            using var response = await SendAsync(method, path, body);
            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-json");
            Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains(" Send a ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains("أرسل ", problem.GetProperty("detailAr").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Promise("6.3")]
    public async Task A_body_that_is_not_in_UTF_8_is_not_json_and_a_byte_order_mark_is_ignored()
    {
        await using var own = await RunningServer.StartAsync();
        own.Client.DefaultRequestHeaders.Add(Headers.ApiKey, (await own.CreateKeyAsync("admin", "admin")).Text);
        using var latin = await SendBytesAsync([.. "{\"name\": \""u8, 0xE9, .. "\"}"u8]);
        var problem = await latin.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-json");
        Assert.Contains("not JSON in UTF-8", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var marked = await SendBytesAsync([0xEF, 0xBB, 0xBF, .. "{\"name\": \"b\"}"u8]);
        Assert.Equal(HttpStatusCode.Created, marked.StatusCode);

        Task<HttpResponseMessage> SendBytesAsync(byte[] body) =>
            own.Client.PostAsync(
                new Uri(Routes.Keys, UriKind.Relative),
                new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
                TestContext.Current.CancellationToken
            );
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
        using var response = await SendAsync("POST", Routes.Keys, body);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.6")]
    public async Task A_dry_run_in_the_body_of_an_erasure_is_rejected_and_nothing_is_erased()
    {
        var email = await PostPersonAsync();
        using var response = await SendAsync("POST", Routes.PersonErase, $$"""{"email": "{{email}}", "dryRun": true}""");
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Contains("Send ?dryRun=", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(email, await ReadEmailAsync());
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
        var email = await PostPersonAsync();
        using var response = await SendAsync("POST", Routes.PersonErase + query, $$"""{"email": "{{email}}"}""");
        if (isDryRun is null)
            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        else
            Assert.Equal(1, (await response.JsonAsync()).GetProperty("leads").GetInt32());
        Assert.Equal(isDryRun is false ? null : email, await ReadEmailAsync());
    }

    /// <summary>Whoever adds a route with a body gets this check with it, unless the body is read by hand.</summary>
    [Fact]
    public async Task Every_route_with_a_JSON_body_other_than_leads_checks_its_members()
    {
        var document = await server.Client.GetJsonAsync(Routes.OpenApi);
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(
                path => path.Value.EnumerateObject(),
                (path, operation) => (Path: path.Name, Method: operation.Name, operation.Value)
            )
            .Where(operation =>
                operation.Value.TryGetProperty("requestBody", out _)
                && !operation.Path.StartsWith(Routes.Bulks, StringComparison.Ordinal)
                && !operation.Path.StartsWith(Routes.Imports, StringComparison.Ordinal)
                && operation.Path != Routes.Lead
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
                method,
                path.Replace("{id}", "1", StringComparison.Ordinal).Replace("{list}", "CITY", StringComparison.Ordinal),
                """{"zzz": 1}"""
            );
            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            Assert.StartsWith("\"zzz\" is not a member", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string body) =>
        server.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path)
            {
                Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
            },
            TestContext.Current.CancellationToken
        );

    /// <summary>Stores a lead of a person whom no other test knows, and returns the address.</summary>
    private async Task<string> PostPersonAsync()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await server.Client.PostAsync(TestData.Bulk(TestData.Lead(("email", email))));
        return email;
    }

    /// <summary>The address of the newest lead.</summary>
    private async Task<string?> ReadEmailAsync() =>
        (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads")[0].GetProperty("email").GetString();
}
