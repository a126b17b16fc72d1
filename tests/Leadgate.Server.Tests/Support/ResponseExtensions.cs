using System.Globalization;
using System.Net;
using System.Text.Json;
using Leadgate.Contract;

namespace Leadgate.Server.Tests.Support;

/// <summary>Asks a server and reads its answers.</summary>
internal static class ResponseExtensions
{
    /// <summary>Posts a bulk that must be taken.</summary>
    /// <returns>Its id.</returns>
    public static async Task<long> PostAsync(this HttpClient client, string body)
    {
        using var answer = await client.SendAsync(TestData.Post(body), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a bulk back.</summary>
    public static Task<JsonElement> ReadBulkAsync(this HttpClient client, long id) =>
        client.GetJsonAsync(string.Create(CultureInfo.InvariantCulture, $"{Routes.Bulks}/{id}"));

    /// <summary>Posts a bulk and reads it back.</summary>
    public static async Task<JsonElement> PostAndReadAsync(this HttpClient client, string body) =>
        await client.ReadBulkAsync(await client.PostAsync(body));

    /// <summary>Gets a JSON document with the status 200.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    /// <summary>The body as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    /// <summary>Asserts that the answer is problem details of a type, complete and in the right words (promises 8.1 and 8.2).</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonElement.Parse(body);
        Assert.Equal("urn:leadgate:problem:" + type, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal("nosniff", answer.Headers.TryGetValues("X-Content-Type-Options", out var options) ? Assert.Single(options) : null);
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
