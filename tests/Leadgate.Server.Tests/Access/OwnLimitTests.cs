using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>Limits of a key's own, over the API and behind the back of the running service.</summary>
[Promise("10.4")]
public abstract class OwnLimitTests(Engine engine) : EveryStoreTests(engine)
{
    private const string Defaults = "\"requests\";q=60000;w=60, \"leads\";q=1200000;w=60";

    [Fact]
    public async Task A_key_s_own_limits_are_in_its_answers_and_hold_on_every_node_within_two_seconds()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = server.Database });
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;

        using var made = await SendAsync(
            server,
            admin,
            HttpMethod.Post,
            Routes.Keys,
            """{"name": "web-site", "scopes": ["leads:write"], "leadsPerMinute": 7}"""
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var issued = await made.JsonAsync();
        var key = issued.GetProperty("key").GetString()!;
        Assert.Equal("\"requests\";q=60000;w=60, \"leads\";q=7;w=60", await PolicyAsync(server, key));

        using var limited = await SendAsync(server, admin, HttpMethod.Patch, $"{Routes.Keys}/2", """{"requestsPerMinute": 100}""");
        Assert.Equal(HttpStatusCode.OK, limited.StatusCode);
        Assert.Equal(
            (100, 7),
            (
                (await limited.JsonAsync()).GetProperty("requestsPerMinute").GetInt32(),
                (await limited.JsonAsync()).GetProperty("leadsPerMinute").GetInt32()
            )
        );
        const string Own = "\"requests\";q=100;w=60, \"leads\";q=7;w=60";
        Assert.Equal(Own, await PolicyAsync(server, key));
        Assert.InRange(
            await Until.TrueAsync(async () => await PolicyAsync(other, key) == Own, "The other node does not take it up."),
            TimeSpan.Zero,
            TimeSpan.FromSeconds(10)
        );

        using var back = await SendAsync(
            server,
            admin,
            HttpMethod.Patch,
            $"{Routes.Keys}/2",
            """{"requestsPerMinute": null, "leadsPerMinute": null}"""
        );
        Assert.Equal(Defaults, await PolicyAsync(server, key));
        Assert.Equal(
            ["key-create leads:write", "key-limit requests 100", "key-limit requests default leads default"],
            (await server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Record == "key:2")
                .Select(entry => $"{entry.Event.Action} {entry.Event.Detail}")
        );
    }

    [Theory]
    [InlineData("2", "{}", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("1", """{"requestsPerMinute": 0}""", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("1", """{"requestsPerMinute": 1.5}""", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("1", """{"leadsPerMinute": "5"}""", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("1", """{"leadsPerMinute": 1000000001}""", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("1", "null", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("1", "[", HttpStatusCode.BadRequest, "not-json")]
    [InlineData("9", """{"leadsPerMinute": 5}""", HttpStatusCode.NotFound, "key-not-found")]
    [InlineData("x", """{"leadsPerMinute": 5}""", HttpStatusCode.NotFound, "key-not-found")]
    public async Task A_limit_that_cannot_be_changes_nothing(string id, string body, HttpStatusCode status, string type)
    {
        await using var server = await StartAsync();
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        using var answer = await SendAsync(server, admin, HttpMethod.Patch, $"{Routes.Keys}/{id}", body);
        await answer.ShouldBeProblemAsync(status, type);
        Assert.Equal(Defaults, await PolicyAsync(server, admin));
    }

    private static async Task<string?> PolicyAsync(RunningServer server, string key)
    {
        using var answer = await SendAsync(server, key, HttpMethod.Get, Routes.Lists);
        return answer.Headers.TryGetValues(Headers.RateLimitPolicy, out var values) ? string.Join(", ", values) : null;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server,
        string key,
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
