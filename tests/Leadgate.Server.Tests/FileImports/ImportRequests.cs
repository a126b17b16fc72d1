using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Contract;
using Leadgate.Domain.Leads;
using Leadgate.Server.Imports;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Imports;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.FileImports;

/// <summary>What tests of imports ask of a service, and how they look at what comes.</summary>
internal static class ImportRequests
{
    /// <summary>A service whose imports run only when a test runs them.</summary>
    public static Task<RunningServer> StartWithoutServiceAsync(Engine engine, Func<ILeadStore, ILeadStore>? store = null) =>
        RunningServer.StartAsync(
            engine: engine,
            store: store,
            change: builder =>
                builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(ImportService)))
        );

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static JsonObject Lead(params IEnumerable<(string, JsonNode?)> changes) => TestData.Lead(changes);

    /// <summary>The leads that match, sorted: one line for each, with sorted properties, all values as texts.</summary>
    public static async Task<IReadOnlyList<string>> ExportAsync(RunningServer server, string filter)
    {
        var lines = (await DownloadAsync(server, null, $"{Routes.LeadExport}?format=ndjson&{filter}")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        return [.. lines.Select(line => Normalize(JsonElement.Parse(line))).Order(StringComparer.Ordinal)];
    }

    public static string Normalize(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(
                    ",",
                    json.EnumerateObject()
                        .Select(member => $"{NameOf(member.Name)}:{Normalize(member.Value)}")
                        .Order(StringComparer.Ordinal)
                )
                + "}",
            JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Normalize)) + "]",
            JsonValueKind.String => json.GetString()!,
            _ => json.GetRawText(),
        };

    /// <summary>A table has a column for a field, whichever of its names was sent.</summary>
    public static string NameOf(string name) => LeadFields.Table.TryFind(name, out var field, out _) ? field.Name : name;

    public static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    public static string Counts(JsonElement import) =>
        $"{import.GetProperty("valid")}, {import.GetProperty("withErrors")}, {import.GetProperty("skipped")} of "
        + import.GetProperty("rows").GetRawText();

    public static async Task<StoredImport> FindAsync(RunningServer server, long id) =>
        (await server.Store.Imports.FindAsync(id, Cancellation))!;

    public static Task<JsonElement> UploadAsync(RunningServer server, string? key, string file, string name) =>
        UploadAsync(server, key, Encoding.UTF8.GetBytes(file), name);

    public static async Task<JsonElement> UploadAsync(RunningServer server, string? key, byte[] file, string name)
    {
        using var response = await SendAsync(server, key, $"{Routes.Imports}?name={name}", file, "application/octet-stream");
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonElement.Parse(text);
    }

    public static async Task<HttpResponseMessage> SendAsync(RunningServer server, string? key, string path, byte[] body, string media)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(media) } };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request, Cancellation);
    }

    public static Task<HttpResponseMessage> PatchAsync(RunningServer server, string? key, long id, string patch) =>
        server.Client.SendAsync(key, HttpMethod.Patch, $"{Routes.Imports}/{id}", patch);

    public static Task<HttpResponseMessage> EditAsync(RunningServer server, long id, string row, string patch) =>
        server.Client.SendAsync(null, HttpMethod.Patch, $"{Routes.Imports}/{id}/rows/{row}", patch);

    public static async Task<HttpResponseMessage> PostAsync(RunningServer server, string? key, string path, HttpStatusCode expected)
    {
        var response = await server.Client.SendAsync(key, HttpMethod.Post, path);
        Assert.True(expected == response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return response;
    }

    public static async Task<JsonElement> ReadAsync(RunningServer server, string? key, string path)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    public static async Task<string> DownloadAsync(RunningServer server, string? key, string path)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    public static async Task<JsonElement> UntilAsync(RunningServer server, string? key, long id, string status)
    {
        JsonElement import = default;
        await Wait.UntilAsync(
            async () =>
            {
                import = await ReadAsync(server, key, $"{Routes.Imports}/{id}");
                return Text(import, "status") is not ("checking" or "running");
            },
            "The import does not end."
        );
        Assert.Equal(status, Text(import, "status"));
        return import;
    }
}
