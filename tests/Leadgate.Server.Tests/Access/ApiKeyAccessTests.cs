using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>What an API key gives access to, on both engines.</summary>
public abstract class ApiKeyAccessTests(Engine engine) : EngineTests(engine)
{
    [Fact]
    [Promise("10.1")]
    [Promise("10.2")]
    public async Task The_first_key_makes_every_node_require_one()
    {
        await using var one = await StartAsync();
        await using var two = await StartSecondAsync(one);
        Assert.Equal(1, await one.Client.PostAsync(TestData.Bulk(TestData.Lead())));

        var key = await CreateKeyAsync(one.Store, "website", "leads:write", "leads:read");
        foreach (var node in (RunningServer[])[one, two])
        {
            await Wait.UntilAsync(
                async () => await PostAsync(node, null) == HttpStatusCode.Unauthorized,
                "The node still requires no key."
            );
            Assert.Equal(HttpStatusCode.OK, await PostAsync(node, key));
            using var plain = TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.ApiKey, key));
            using var response = await node.Client.SendAsync(plain, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        // Leads that were sent before a key was required are still visible to the admin.
        var admin = await CreateKeyAsync(one.Store, "boss", "admin");
        await Wait.UntilAsync(
            async () => await GetStatusAsync(two, admin, Routes.Keys) == HttpStatusCode.OK,
            "The second node does not know the new key."
        );
        Assert.Equal(["anonymous", "website"], (await GetSendersAsync(two, admin)).Distinct());
    }

    [Fact]
    [Promise("10.1")]
    public async Task A_revoked_key_is_rejected_on_every_node_within_two_seconds()
    {
        await using var one = await StartAsync();
        await using var two = await StartSecondAsync(one);
        var admin = await CreateKeyAsync(one.Store, "boss", "admin");
        await one.RefreshKeysAsync();
        var (id, key) = await PostKeyAsync(one, admin, """{"name": "website", "scopes": ["leads:write"]}""");
        await Wait.UntilAsync(async () => await PostAsync(two, key) == HttpStatusCode.OK, "The second node does not know the new key.");

        using var revoked = await one.Client.SendAsync(admin, HttpMethod.Delete, $"{Routes.Keys}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(one, key));
        var after = await Wait.UntilAsync(
            async () => await PostAsync(two, key) == HttpStatusCode.Unauthorized,
            "The second node still accepts the key."
        );

        // On a busy machine the test may take longer than the promise. What holds the promise is how often keys are read.
        Assert.True(ApiKeyRefreshService.Interval <= TimeSpan.FromSeconds(1));
        TestContext.Current.SendDiagnosticMessage("the second node rejected the revoked key after {0:0.00} s", after.TotalSeconds);
    }

    /// <summary>Otherwise the old key would be revoked once more, and the new one would stay valid.</summary>
    [Fact]
    [Promise("10.1")]
    public async Task A_name_means_the_key_that_another_node_has_just_given_it_to()
    {
        await using var server = await StartAsync();
        var admin = await CreateKeyAsync(server.Store, "boss", "admin");
        var old = await server.Store.CreateKeyAsync("website", "leads:write");
        await server.RefreshKeysAsync();
        await server.Store.RevokeKeyAsync("website");
        var renewed = await server.Store.CreateKeyAsync("website", "leads:write");

        using var changed = await server.Client.SendAsync(admin, HttpMethod.Patch, Routes.Keys + "/website", """{"leadsPerMinute": 5}""");
        Assert.Equal(renewed.Key.Id, (await changed.JsonAsync()).GetProperty("id").GetInt64());
        using var revoked = await server.Client.SendAsync(admin, HttpMethod.Delete, Routes.Keys + "/website");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        var keys = await server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal([old.Key.Id, renewed.Key.Id], keys.Where(key => key.RevokedAt is not null).Select(key => key.Id));

        await server.Store.CreateKeyAsync("shop", "leads:write");
        await server.Store.CreateKeyAsync("shop", "leads:write");
        using var ambiguous = await server.Client.SendAsync(admin, HttpMethod.Delete, Routes.Keys + "/shop");
        await ambiguous.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        using var unknown = await server.Client.SendAsync(admin, HttpMethod.Delete, Routes.Keys + "/9999");
        await unknown.ShouldBeProblemAsync(HttpStatusCode.NotFound, "key-not-found");
    }

    [Fact]
    [Promise("10.2")]
    public async Task A_key_allows_what_its_scopes_say_and_no_more()
    {
        await using var server = await StartAsync();
        var (write, read, lists, admin) = (
            await CreateKeyAsync(server.Store, "w", "leads:write"),
            await CreateKeyAsync(server.Store, "r", "leads:read"),
            await CreateKeyAsync(server.Store, "l"),
            await CreateKeyAsync(server.Store, "a", "admin")
        );
        await server.RefreshKeysAsync();

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK],
            await Task.WhenAll(PostAsync(server, write), PostAsync(server, read), PostAsync(server, lists), PostAsync(server, admin))
        );
        foreach (
            var (path, allowed) in ((string, string[])[])
                [
                    (Routes.Bulks, [read, admin]),
                    ($"{Routes.Lists}/CITY", [write, read, lists, admin]),
                    (Routes.Lists, [write, read, lists, admin]),
                    (Routes.Keys, [admin]),
                ]
        )
        {
            foreach (var key in (string[])[write, read, lists, admin])
            {
                Assert.Equal(allowed.Contains(key) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await GetStatusAsync(server, key, path));
            }

            Assert.Equal(HttpStatusCode.Unauthorized, await GetStatusAsync(server, null, path));
        }

        using var response = await server.Client.SendAsync(read, HttpMethod.Get, Routes.Keys);
        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "missing-scope");
        Assert.Contains("scope=\"admin\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.3")]
    public async Task A_key_sees_what_was_sent_under_its_name_and_an_admin_sees_everything()
    {
        await using var server = await StartAsync();
        string[] both = ["leads:write", "leads:read"];
        var (ours, renewed, theirs, admin) = (
            await CreateKeyAsync(server.Store, "ours", both),
            await CreateKeyAsync(server.Store, "ours", both),
            await CreateKeyAsync(server.Store, "theirs", both),
            await CreateKeyAsync(server.Store, "boss", "admin")
        );
        await server.RefreshKeysAsync();
        var id = await PostForIdAsync(server, ours);
        await PostForIdAsync(server, theirs);

        var path = $"{Routes.Bulks}/{id}";
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(server, ours, path));
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(server, renewed, path));
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(server, admin, path));
        Assert.Equal(HttpStatusCode.NotFound, await GetStatusAsync(server, theirs, path));
        Assert.Equal(["ours"], await GetSendersAsync(server, ours));
        Assert.Equal(["ours"], await GetSendersAsync(server, renewed));
        Assert.Equal(["theirs"], await GetSendersAsync(server, theirs));
        Assert.Equal(["ours", "theirs"], await GetSendersAsync(server, admin));
    }

    private Task<RunningServer> StartSecondAsync(RunningServer first) =>
        StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = first.Database });

    /// <summary>Creates a key as the command line does, unknown to the running service until it refreshes its keys.</summary>
    private static async Task<string> CreateKeyAsync(ILeadStore store, string name, params string[] scopes) =>
        (await store.CreateKeyAsync(name, scopes)).Text;

    private static async Task<(long Id, string Key)> PostKeyAsync(RunningServer server, string admin, string body)
    {
        using var response = await server.Client.SendAsync(admin, HttpMethod.Post, Routes.Keys, body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var key = await response.JsonAsync();
        return (key.GetProperty("id").GetInt64(), key.GetProperty("key").GetString()!);
    }

    private static async Task<HttpStatusCode> GetStatusAsync(RunningServer server, string? key, string path)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, path);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(RunningServer server, string? key)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Post, Routes.Bulks, TestData.Bulk(TestData.Lead()));
        return response.StatusCode;
    }

    private static async Task<long> PostForIdAsync(RunningServer server, string key)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Post, Routes.Bulks, TestData.Bulk(TestData.Lead()));
        return (await response.JsonAsync()).GetInt64();
    }

    private static async Task<List<string>> GetSendersAsync(RunningServer server, string key)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, Routes.Bulks);
        return
        [
            .. (await response.JsonAsync())
                .GetProperty("leads")
                .EnumerateArray()
                .Select(lead => lead.GetProperty("createdBy").GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }
}
