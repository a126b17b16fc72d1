using System.Net;
using System.Net.Http.Headers;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Access;

/// <summary>Who is let in with a key, and to what; on every store.</summary>
public abstract class KeyGateTests(Engine engine) : EveryStoreTests(engine)
{
    [Fact]
    [Promise("10.1")]
    [Promise("10.2")]
    public async Task The_first_key_closes_every_node_and_opens_it_to_its_bearer()
    {
        await using var one = await StartAsync();
        await using var two = await SecondAsync(one);
        Assert.Equal(1, await one.Client.PostAsync(Some.Bulk(Some.Lead())));

        var key = await MakeAsync(one.Store, "web-site", "leads:write", "leads:read");
        foreach (var node in (RunningServer[])[one, two])
        {
            await Until.TrueAsync(async () => await PostAsync(node, null) == HttpStatusCode.Unauthorized, "The node is still open.");
            Assert.Equal(HttpStatusCode.OK, await PostAsync(node, key));
            using var plain = Some.Post(Some.Bulk(Some.Lead()), (Headers.ApiKey, key));
            using var answer = await node.Client.SendAsync(plain, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // What was sent while everybody could is still there for the admin.
        var admin = await MakeAsync(one.Store, "boss", "admin");
        await Until.TrueAsync(
            async () => await StatusAsync(two, admin, Routes.Keys) == HttpStatusCode.OK,
            "The second node does not know the new key."
        );
        Assert.Equal(["anonymous", "web-site"], (await SendersAsync(two, admin)).Distinct());
    }

    [Fact]
    [Promise("10.1")]
    public async Task A_revoked_key_is_refused_on_every_node_within_two_seconds()
    {
        await using var one = await StartAsync();
        await using var two = await SecondAsync(one);
        var admin = await MakeAsync(one.Store, "boss", "admin");
        await one.RefreshKeysAsync();
        var (id, key) = await OrderAsync(one, admin, """{"name": "web-site", "scopes": ["leads:write"]}""");
        await Until.TrueAsync(async () => await PostAsync(two, key) == HttpStatusCode.OK, "The second node does not know the new key.");

        using var revoked = await SendAsync(one, admin, HttpMethod.Delete, $"{Routes.Keys}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(one, key));
        var after = await Until.TrueAsync(
            async () => await PostAsync(two, key) == HttpStatusCode.Unauthorized,
            "The second node still lets it in."
        );
        Assert.True(after < TimeSpan.FromSeconds(2), $"It took {after}.");
        TestContext.Current.SendDiagnosticMessage("the second node refused the revoked key after {0:0.00} s", after.TotalSeconds);
    }

    [Fact]
    [Promise("10.2")]
    public async Task A_key_may_do_what_its_scopes_say_and_no_more()
    {
        await using var server = await StartAsync();
        var (write, read, lists, admin) = (
            await MakeAsync(server.Store, "w", "leads:write"),
            await MakeAsync(server.Store, "r", "leads:read"),
            await MakeAsync(server.Store, "l"),
            await MakeAsync(server.Store, "a", "admin")
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
                Assert.Equal(allowed.Contains(key) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(server, key, path));
            }

            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, null, path));
        }

        using var answer = await SendAsync(server, read, HttpMethod.Get, Routes.Keys);
        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "missing-scope");
        Assert.Contains("scope=\"admin\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("10.3")]
    public async Task A_key_sees_what_was_sent_under_its_name_and_admin_sees_all()
    {
        await using var server = await StartAsync();
        string[] both = ["leads:write", "leads:read"];
        var (ours, renewed, theirs, admin) = (
            await MakeAsync(server.Store, "ours", both),
            await MakeAsync(server.Store, "ours", both),
            await MakeAsync(server.Store, "theirs", both),
            await MakeAsync(server.Store, "boss", "admin")
        );
        await server.RefreshKeysAsync();
        var id = await PostForIdAsync(server, ours);
        await PostForIdAsync(server, theirs);

        var path = $"{Routes.Bulks}/{id}";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, ours, path));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, renewed, path));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, admin, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, theirs, path));
        Assert.Equal(["ours"], await SendersAsync(server, ours));
        Assert.Equal(["ours"], await SendersAsync(server, renewed));
        Assert.Equal(["theirs"], await SendersAsync(server, theirs));
        Assert.Equal(["ours", "theirs"], await SendersAsync(server, admin));
    }

    private Task<RunningServer> SecondAsync(RunningServer first) =>
        StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = first.Database });

    /// <summary>Makes a key as the command line does, behind the back of the running service.</summary>
    private static async Task<string> MakeAsync(ILeadStore store, string name, params string[] scopes) =>
        (await store.CreateKeyAsync(name, scopes)).Text;

    private static async Task<(long Id, string Key)> OrderAsync(RunningServer server, string admin, string order)
    {
        using var answer = await SendAsync(server, admin, HttpMethod.Post, Routes.Keys, order);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var key = await answer.JsonAsync();
        return (key.GetProperty("id").GetInt64(), key.GetProperty("key").GetString()!);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server,
        string? key,
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string? key, string path)
    {
        using var answer = await SendAsync(server, key, HttpMethod.Get, path);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(RunningServer server, string? key)
    {
        using var answer = await SendAsync(server, key, HttpMethod.Post, Routes.Bulks, Some.Bulk(Some.Lead()));
        return answer.StatusCode;
    }

    private static async Task<long> PostForIdAsync(RunningServer server, string key)
    {
        using var answer = await SendAsync(server, key, HttpMethod.Post, Routes.Bulks, Some.Bulk(Some.Lead()));
        return (await answer.JsonAsync()).GetInt64();
    }

    private static async Task<List<string>> SendersAsync(RunningServer server, string key)
    {
        using var answer = await SendAsync(server, key, HttpMethod.Get, Routes.Bulks);
        return
        [
            .. (await answer.JsonAsync())
                .GetProperty("leads")
                .EnumerateArray()
                .Select(lead => lead.GetProperty("createdBy").GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }
}
