using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>Limits of a single API key, set over the API.</summary>
[Promise("10.4")]
public abstract class KeyLimitTests(Engine engine) : EngineTests(engine)
{
    private const string Stored = ", \"stored-bytes\";q=1073741824;w=60";
    private const string Defaults = "\"requests\";q=60000;w=60, \"leads\";q=1200000;w=60" + Stored;

    [Fact]
    public async Task The_limits_of_a_key_are_in_its_responses_and_apply_on_every_node_within_two_seconds()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = server.Database });
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;

        using var created = await server.Client.SendAsync(
            admin,
            HttpMethod.Post,
            Routes.Keys,
            """{"name": "website", "scopes": ["leads:write"], "leadsPerMinute": 7}"""
        );
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var newKey = await created.JsonAsync();
        var key = newKey.GetProperty("key").GetString()!;
        Assert.Equal("\"requests\";q=60000;w=60, \"leads\";q=7;w=60" + Stored, await GetPolicyAsync(server, key));

        using var limited = await server.Client.SendAsync(admin, HttpMethod.Patch, $"{Routes.Keys}/2", """{"requestsPerMinute": 100}""");
        Assert.Equal(HttpStatusCode.OK, limited.StatusCode);
        Assert.Equal(
            (100, 7),
            (
                (await limited.JsonAsync()).GetProperty("requestsPerMinute").GetInt32(),
                (await limited.JsonAsync()).GetProperty("leadsPerMinute").GetInt32()
            )
        );
        const string Limited = "\"requests\";q=100;w=60, \"leads\";q=7;w=60" + Stored;
        Assert.Equal(Limited, await GetPolicyAsync(server, key));
        await Wait.UntilAsync(async () => await GetPolicyAsync(other, key) == Limited, "The other node does not apply the limits.");

        using var reset = await server.Client.SendAsync(
            admin,
            HttpMethod.Patch,
            $"{Routes.Keys}/2",
            """{"requestsPerMinute": null, "leadsPerMinute": null}"""
        );
        Assert.Equal(Defaults, await GetPolicyAsync(server, key));
        Assert.Equal(
            ["key-create leads:write", "key-limit requests 100", "key-limit requests default leads default"],
            (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Record == "key:2")
                .Select(entry => $"{entry.Event.Action} {entry.Event.Detail}")
        );
    }

    [Fact]
    public async Task An_invalid_limit_changes_nothing()
    {
        await using var server = await StartAsync();
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        (string Id, string Body, HttpStatusCode Status, string Type)[] requests =
        [
            ("2", "{}", HttpStatusCode.BadRequest, "invalid-parameter"),
            ("1", """{"requestsPerMinute": 0}""", HttpStatusCode.BadRequest, "invalid-parameter"),
            ("1", """{"requestsPerMinute": 1.5}""", HttpStatusCode.BadRequest, "invalid-parameter"),
            ("1", """{"leadsPerMinute": "5"}""", HttpStatusCode.BadRequest, "invalid-parameter"),
            ("1", """{"leadsPerMinute": 1000000001}""", HttpStatusCode.BadRequest, "invalid-parameter"),
            ("1", "null", HttpStatusCode.BadRequest, "invalid-parameter"),
            ("1", "[", HttpStatusCode.BadRequest, "not-json"),
            ("9", """{"leadsPerMinute": 5}""", HttpStatusCode.NotFound, "key-not-found"),
            ("x", """{"leadsPerMinute": 5}""", HttpStatusCode.NotFound, "key-not-found"),
        ];
        foreach (var (id, body, status, type) in requests)
        {
            using var response = await server.Client.SendAsync(admin, HttpMethod.Patch, $"{Routes.Keys}/{id}", body);
            Assert.Equal((id, body, status), (id, body, response.StatusCode));
            await response.ShouldBeProblemAsync(status, type);
            Assert.Equal((id, body, Defaults), (id, body, await GetPolicyAsync(server, admin)));
        }
    }

    /// <summary>A key that another node has just created may have the name.</summary>
    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task No_name_is_answered_as_unknown_while_the_store_is_unavailable(string method)
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real), engine: Engine);
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        store!.Failure = new StoreUnavailableException("The database is unavailable.");
        using var response = await server.Client.SendAsync(
            admin,
            new HttpMethod(method),
            $"{Routes.Keys}/abc",
            """{"leadsPerMinute": 5}"""
        );
        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        store.Failure = null;
    }

    private static async Task<string?> GetPolicyAsync(RunningServer server, string key)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, Routes.Lists);
        return response.Headers.TryGetValues(Headers.RateLimitPolicy, out var values) ? string.Join(", ", values) : null;
    }
}
