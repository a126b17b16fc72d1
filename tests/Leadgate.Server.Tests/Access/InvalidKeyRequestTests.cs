using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>Requests to create, change, or revoke an API key that are refused and change nothing.</summary>
public sealed class InvalidKeyRequestTests(SharedKeyServer server) : IClassFixture<SharedKeyServer>
{
    [Theory]
    [InlineData("""{"name": "", "scopes": []}""", "invalid-parameter")]
    [InlineData("""{"scopes": []}""", "invalid-parameter")]
    [InlineData("""{"name": " x"}""", "invalid-parameter")]
    [InlineData("""{"name": "Anonymous"}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "scopes": ["leads"]}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "expiresAt": "2020-01-01T00:00:00Z"}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "expiresAt": "2026-03-08"}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "expiresAt": ""}""", "invalid-parameter")]
    [InlineData("""{"name": "x\u0000"}""", "invalid-parameter")]
    [InlineData("""{"name": "x\ny"}""", "invalid-parameter")]
    [InlineData("""{"name": "x\uD800"}""", "not-json")]
    [InlineData("""{"name": "x", "preferences": ["handling=loose"]}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "preferences": [null]}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "requestsPerMinute": 0}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "leadsPerMinute": -1}""", "invalid-parameter")]
    [InlineData("""{"name": "x", "expiresAt": "tomorrow"}""", "invalid-parameter")]
    [InlineData("""{"name": 5}""", "invalid-parameter")]
    [InlineData("null", "invalid-parameter")]
    [InlineData("", "not-json")]
    [Promise("10.1")]
    public async Task An_invalid_key_is_not_created(string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Keys)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, type);
        Assert.Single(await server.Running.Store.Keys.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("POST", "text/plain")]
    [InlineData("POST", "application/x-www-form-urlencoded")]
    [InlineData("PATCH", "text/plain")]
    [InlineData("PATCH", "application/json; charset=utf-16")]
    public async Task A_body_that_is_not_declared_as_json_is_415(string method, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "POST" ? Routes.Keys : $"{Routes.Keys}/1")
        {
            Content = new StringContent("""{"name": "x", "leadsPerMinute": 5}"""),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Null(Assert.Single(await server.Running.Store.Keys.ReadAsync(TestContext.Current.CancellationToken)).LeadsPerMinute);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("x")]
    [Promise("10.1")]
    public async Task A_key_that_does_not_exist_cannot_be_revoked(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Routes.Keys}/{id}");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "key-not-found");
    }
}
