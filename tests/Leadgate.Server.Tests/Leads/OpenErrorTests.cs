using System.Net;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Leads;

/// <summary>The errors of leads that wait for correction, over the API.</summary>
public sealed class OpenErrorTests
{
    [Fact]
    [Promise("11.4")]
    public async Task Errors_are_grouped_within_moments_and_a_sender_sees_its_own()
    {
        await using var server = await RunningServer.StartAsync();
        var (shop, web) = (
            await server.CreateKeyAsync("shop", "leads:write", "leads:read"),
            await server.CreateKeyAsync("web", "leads:write")
        );
        var admin = await server.CreateKeyAsync("boss", "admin");
        var misspelt = TestData.Lead(("customerCity", "Dammqm"));
        await PostAsync(server, shop.Text, misspelt, misspelt);
        await PostAsync(server, web.Text, TestData.Lead(("customerCity", "DAMMQM"), ("priority", null)));
        await Wait.UntilAsync(
            async () => (await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken)).PendingBulks == 0,
            "The errors are not counted."
        );

        Assert.Equal(["customerCity 3", "priority 1"], await GroupsAsync(server, admin.Text, ""));
        Assert.Equal(["customerCity 1"], await GroupsAsync(server, admin.Text, "?sender=web&code=NOT-IN-LIST"));
        Assert.Equal(["priority 1"], await GroupsAsync(server, admin.Text, "?field=priority&source=walk-in&limit=1"));
        Assert.Equal(["customerCity 2"], await GroupsAsync(server, shop.Text, ""));
        Assert.Empty(await GroupsAsync(server, shop.Text, "?sender=web"));

        var first = (await GetAsync(server, shop.Text, "")).GetProperty("errors")[0];
        Assert.Equal("not-in-list", first.GetProperty("code").GetString());
        Assert.Equal("Dammqm", first.GetProperty("value").GetString());
        Assert.Equal("Dammam", first.GetProperty("suggestions")[0].GetString());
        Assert.EndsWith("Z", first.GetProperty("oldest").GetString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, web.Text, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, shop.Text, "?field=custmerCity"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, shop.Text, "?code=wrong"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, shop.Text, "?limit=101"));
    }

    private static async Task PostAsync(RunningServer server, string key, params IEnumerable<System.Text.Json.Nodes.JsonNode> leads)
    {
        using var request = TestData.Post(TestData.Bulk(leads), (Headers.ApiKey, key));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<IReadOnlyList<string>> GroupsAsync(RunningServer server, string key, string query) =>
        [
            .. (await GetAsync(server, key, query))
                .GetProperty("errors")
                .EnumerateArray()
                .Select(group => $"{group.GetProperty("field").GetString()} {group.GetProperty("leads").GetInt64()}"),
        ];

    private static async Task<JsonElement> GetAsync(RunningServer server, string key, string query)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, Routes.OpenErrors + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string key, string query)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, Routes.OpenErrors + query);
        return response.StatusCode;
    }
}
