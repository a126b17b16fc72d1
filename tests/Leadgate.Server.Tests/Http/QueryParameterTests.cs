using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>Query parameters that a route does not know, that are blank, or that are repeated.</summary>
[Promise("2.8")]
public sealed class QueryParameterTests(SharedServer server, SharedKeyServer keyed)
    : IClassFixture<SharedServer>,
        IClassFixture<SharedKeyServer>
{
    [Theory]
    [InlineData("list/CITY?parent_id=4", "parentId")]
    [InlineData("list/CITY?PARENT=4", "parentId")]
    [InlineData("list/CITY?foo=4", null)]
    [InlineData("list?lng=ar", null)]
    [InlineData("list?language=ar", null)]
    [InlineData("leads/bulks?phoneNumber=512345678", null)]
    [InlineData("leads/bulks?frmDate=2026-01-01", "fromDate")]
    [InlineData("leads/bulks?limi=5", "limit")]
    [InlineData("leads/bulks?source=Website&sub-source=x", "subSource")]
    [InlineData("leads/bulks?foo", null)]
    [InlineData("leads/bulks?foo=", null)]
    [InlineData("leads/bulks?=x", null)]
    [InlineData("leads/bulks/1?fields=id", null)]
    public async Task An_unknown_parameter_is_rejected_with_the_nearest_and_all_known_names(string path, string? nearest)
    {
        using var response = await server.Client.GetAsync($"{Routes.Api}/{path}", TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        var detail = problem.GetProperty("detail").GetString()!;
        Assert.StartsWith("The route has no parameter \"", detail, StringComparison.Ordinal);
        Assert.Matches("The parameters? (is|are) .*lang", detail);
        if (nearest is null)
        {
            Assert.False(problem.TryGetProperty("suggestions", out _));
            return;
        }

        Assert.Contains($"Did you mean {nearest}?", detail, StringComparison.Ordinal);
        Assert.Equal(nearest, Assert.Single(problem.GetProperty("suggestions").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("x\n", "x\uFFFD")]
    [InlineData("0123456789012345678901234567890123456789012345678\U0001F600x", "0123456789012345678901234567890123456789012345678…")]
    public async Task An_unknown_name_is_shown_in_one_line_and_cut_between_two_characters(string name, string shown)
    {
        using var response = await server.Client.GetAsync(
            $"{Routes.Lists}?{Uri.EscapeDataString(name)}=1",
            TestContext.Current.CancellationToken
        );
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.StartsWith($"The route has no parameter \"{shown}\".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_known_parameter_is_named_in_the_singular()
    {
        using var response = await server.Client.GetAsync($"{Routes.Lists}?foo=1", TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.EndsWith(" The parameter is lang.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(" المعامل هو lang.", problem.GetProperty("detailAr").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_of_the_api_knows_exactly_the_parameters_that_are_documented()
    {
        var paths = (await keyed.Client.GetJsonAsync(Routes.OpenApi)).GetProperty("paths");
        var operations = paths
            .EnumerateObject()
            .Where(path => path.Name.StartsWith(Routes.Api, StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject(), (path, operation) => (path.Name, operation.Name, operation.Value))
            .ToList();
        Assert.True(operations.Count >= 10, $"Found only {operations.Count} operations.");
        foreach (var (path, method, operation) in operations)
        {
            var known = Parameters(operation).Select(name => name + "=");
            using var accepted = await SendAsync(keyed.Client, method, $"{path}?{string.Join('&', known)}");
            Assert.DoesNotContain("has no parameter", await TextAsync(accepted), StringComparison.Ordinal);
            using var refused = await SendAsync(keyed.Client, method, $"{path}?zzz=1");
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            Assert.All(
                Parameters(operation),
                name => Assert.Contains(name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData("POST", Routes.Keys, """{"name": "x"}""")]
    [InlineData("PATCH", Routes.Keys + "/1", """{"leadsPerMinute": 5}""")]
    [InlineData("DELETE", Routes.Keys + "/1", null)]
    [InlineData("POST", Routes.PersonExport, """{"email": "a@example.com"}""")]
    [Promise("10.6")]
    public async Task A_route_without_a_dry_run_refuses_the_parameter_and_changes_nothing(string method, string path, string? body)
    {
        var before = (await keyed.Client.GetJsonAsync(Routes.Keys)).GetArrayLength();
        using var response = await SendAsync(keyed.Client, method, path + "?dryRun=true", body);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        var keys = await keyed.Client.GetJsonAsync(Routes.Keys);
        Assert.Equal(before, keys.GetArrayLength());
        Assert.Equal(
            ("Null", "Null"),
            (keys[0].GetProperty("revokedAt").ValueKind.ToString(), keys[0].GetProperty("leadsPerMinute").ValueKind.ToString())
        );
    }

    [Theory]
    [InlineData("list/CITY?parentId=", "list/CITY")]
    [InlineData("list/CITY?parentId", "list/CITY")]
    [InlineData("list/CITY?parentId=%20", "list/CITY")]
    [InlineData("list/CITY?parentId=0", "list/CITY")]
    [InlineData("list/GENDER?parentId=", "list/GENDER")]
    [InlineData("list/GENDER?parentId=0", "list/GENDER")]
    [InlineData("list/GENDER?lang=", "list/GENDER")]
    [InlineData("list/CITY?parentId=&parentId=4", "list/CITY?parentId=4")]
    [InlineData("list/CITY?PARENTID=4", "list/CITY?parentId=4")]
    [InlineData("leads/bulks?id=&leadId=&fromDate=&toDate=&source=&subSource=&isError=&limit=&cursor=&lang=", "leads/bulks")]
    [Promise("3.4")]
    public async Task A_blank_parameter_counts_as_absent(string path, string same) =>
        Assert.Equal(
            (await server.Client.GetJsonAsync($"{Routes.Api}/{same}")).GetRawText(),
            (await server.Client.GetJsonAsync($"{Routes.Api}/{path}")).GetRawText()
        );

    [Theory]
    [InlineData("list/CITY?parentId=4&parentId=5")]
    [InlineData("list/CITY?parentId=4&parentId=4")]
    [InlineData("leads/bulks?limit=5&LIMIT=6")]
    public async Task A_parameter_that_is_given_twice_is_rejected(string path)
    {
        using var response = await server.Client.GetAsync($"{Routes.Api}/{path}", TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Contains("appears more than once", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?", true)]
    [InlineData("?dryRun", true)]
    [InlineData("?dryRun=", true)]
    [InlineData("?dryRun=%20", true)]
    [InlineData("?dryRun=false", true)]
    [InlineData("?dryRun=0", true)]
    [InlineData("?dryRun=true", false)]
    [InlineData("?dryRun=TRUE", false)]
    [InlineData("?DRYRUN=1", false)]
    [InlineData("?dryRun=&dryRun=1", false)]
    [Promise("6.7")]
    public async Task A_bulk_is_stored_unless_dryRun_is_true(string query, bool isStored)
    {
        var before = await CountLeadsAsync();
        using var response = await SendAsync(server.Client, "POST", Routes.Bulks + query, TestData.Bulk(TestData.Lead()));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.JsonAsync();
        Assert.Equal(isStored ? JsonValueKind.Number : JsonValueKind.Object, body.ValueKind);
        Assert.Equal(before + (isStored ? 1 : 0), await CountLeadsAsync());
    }

    [Theory]
    [InlineData("?dryRun=yes")]
    [InlineData("?dryRun=2")]
    [InlineData("?dry_run=true")]
    [InlineData("?dry-run")]
    [InlineData("?dryrn=")]
    [InlineData("?dry=1")]
    [InlineData("?dryRun=true&dryRun=false")]
    [InlineData("?handling=strict")]
    [Promise("6.7")]
    public async Task A_bulk_with_another_value_or_spelling_of_dryRun_is_rejected_and_not_stored(string query)
    {
        var before = await CountLeadsAsync();
        using var response = await SendAsync(server.Client, "POST", Routes.Bulks + query, TestData.Bulk(TestData.Lead()));
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Equal(before, await CountLeadsAsync());
    }

    [Fact]
    [Promise("10.2")]
    public async Task A_request_without_a_key_gets_401_before_its_parameters_are_looked_at()
    {
        await using var own = await RunningServer.StartAsync();
        await own.CreateKeyAsync("one");
        using var response = await own.Client.GetAsync($"{Routes.Lists}?zzz=1", TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private async Task<int> CountLeadsAsync() =>
        (await server.Client.GetJsonAsync($"{Routes.Bulks}?limit=100")).GetProperty("leads").GetArrayLength();

    private static IEnumerable<string> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters
                .EnumerateArray()
                .Where(parameter => parameter.GetProperty("in").GetString() == "query")
                .Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string? body = "{}")
    {
        var request = new HttpRequestMessage(
            new HttpMethod(method.ToUpperInvariant()),
            path.Replace("{list}", "CITY", StringComparison.Ordinal)
                .Replace("{id}", "999", StringComparison.Ordinal)
                .Replace("{row}", "9", StringComparison.Ordinal)
        );
        if (!method.Equals("get", StringComparison.OrdinalIgnoreCase) && body is not null)
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
