using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Support;

/// <summary>Invented leads, bulks and requests.</summary>
internal static class TestData
{
    /// <summary>The sample request of the contract, byte for byte.</summary>
    public static byte[] Sample => SampleRequest.Bytes;

    /// <summary>A valid lead with changes.</summary>
    /// <param name="changes">Values to set; null removes a property.</param>
    public static JsonObject Lead(params IEnumerable<(string Name, JsonNode? Value)> changes) => SampleRequest.Lead(changes);

    public static string Bulk(params IEnumerable<JsonNode?> leads) =>
        new JsonObject { ["leads"] = new JsonArray([.. leads.Select(lead => lead?.DeepClone())]) }.ToJsonString();

    /// <summary>Leads as a table of their texts, numbers, and truth values, under the names of the first.</summary>
    /// <param name="without">A name to leave out.</param>
    public static string Csv(IReadOnlyList<JsonObject> leads, string? without = null)
    {
        var names = leads[0].Where(one => one.Value is JsonValue && one.Key != without).Select(one => one.Key).ToList();
        var rows = leads.Select(lead => string.Join(',', names.Select(name => $"\"{lead[name]}\"")));
        return string.Join(',', names) + "\n" + string.Join('\n', rows) + "\n";
    }

    /// <summary>A request that sends a bulk.</summary>
    public static HttpRequestMessage Post(string body, params (string Name, string Value)[] headers) => PostTo(Routes.Bulks, body, headers);

    public static HttpRequestMessage Post(byte[] body, params (string Name, string Value)[] headers) => PostTo(Routes.Bulks, body, headers);

    /// <summary>A request that sends a body to another path, or with a query.</summary>
    public static HttpRequestMessage PostTo(string path, string body, params (string Name, string Value)[] headers) =>
        PostTo(path, Encoding.UTF8.GetBytes(body), headers);

    public static HttpRequestMessage PostTo(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
