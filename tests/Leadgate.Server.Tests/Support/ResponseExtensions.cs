using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Leadgate.Contract;

namespace Leadgate.Server.Tests.Support;

/// <summary>Sends requests and reads their responses.</summary>
internal static class ResponseExtensions
{
    /// <summary>Posts a bulk, asserts that it is stored, and returns its id.</summary>
    public static async Task<long> PostAsync(this HttpClient client, string body)
    {
        using var response = await client.SendAsync(TestData.Post(body), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a request, with an API key unless it is null, and with a JSON body unless it is null or a GET request.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client,
        string? key,
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null && method != HttpMethod.Get)
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<JsonElement> ReadBulkAsync(this HttpClient client, long id) =>
        client.GetJsonAsync(string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{id}"));

    public static async Task<JsonElement> PostAndReadAsync(this HttpClient client, string body) =>
        await client.ReadBulkAsync(await client.PostAsync(body));

    /// <summary>Gets a JSON document, and asserts that the status is 200.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    public static async Task<HttpStatusCode> GetStatusAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Asserts that bulks are refused because the store is unavailable, each time it is tried.</summary>
    public static async Task ShouldRefuseBulksAsync(this HttpClient client, string idempotencyKey)
    {
        for (var i = 0; i < 3; i++)
        {
            using var refused = await client.SendAsync(
                TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, idempotencyKey)),
                TestContext.Current.CancellationToken
            );
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        }
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    /// <summary>Asserts that the response is a complete problem of a type, which reveals nothing internal (promise 8.1).</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string type)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = JsonElement.Parse(body);
        Assert.Equal("/docs/errors/" + type, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal("nosniff", response.Headers.TryGetValues("X-Content-Type-Options", out var options) ? Assert.Single(options) : null);
        Assert.All(
            ["title", "detail", "traceId"],
            name => Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(name).GetString()), name)
        );
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("select ", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(".cs:", body, StringComparison.Ordinal);
        return problem;
    }
}
