using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Audit;

/// <summary>What the service and its commands write into the trail.</summary>
public sealed class AuditTrailTests
{
    [Fact]
    public async Task Keys_that_are_made_and_revoked_over_the_API_are_in_it_with_who_did_it_and_from_where()
    {
        await using var server = await RunningServer.StartAsync();
        var admin = await MakeAsync(server, "boss", "admin");
        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        using var made = await SendAsync(
            server,
            admin,
            HttpMethod.Post,
            Routes.Keys,
            """{"name": "web-site", "scopes": ["leads:write", "leads:read"]}"""
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var revoked = await SendAsync(server, admin, HttpMethod.Delete, $"{Routes.Keys}/2");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(
            [
                new AuditEvent("key-create", "key:1", "127.0.0.1", "key:2", "leads:write leads:read"),
                new AuditEvent("key-revoke", "key:1", "127.0.0.1", "key:2"),
            ],
            (await server.Store.Audit.ReadAsync(last, 100, TestContext.Current.CancellationToken)).Select(entry => entry.Event)
        );
    }

    [Fact]
    public async Task Who_sees_the_leads_of_all_leaves_a_trace_of_what_was_shown_and_senders_leave_none()
    {
        await using var server = await RunningServer.StartAsync();
        var (sender, admin) = (await MakeAsync(server, "web-site", "leads:write", "leads:read"), await MakeAsync(server, "boss", "admin"));
        using var sent = Some.Post(Some.Bulk(Some.Lead(), Some.Lead(("priority", null)), Some.Lead()), (Headers.ApiKey, sender));
        using var taken = await server.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        foreach (var key in (string[])[sender, admin])
        {
            foreach (var path in (string[])[$"{Routes.Bulks}/1", $"{Routes.Bulks}?limit=2", $"{Routes.Bulks}?leadId=99"])
            {
                using var answer = await SendAsync(server, key, HttpMethod.Get, path);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }

        Assert.Equal(
            [
                new AuditEvent("bulk-read", "key:2", "127.0.0.1", "bulk:1"),
                new AuditEvent("leads-search", "key:2", "127.0.0.1", null, "leads 2-3"),
                new AuditEvent("leads-search", "key:2", "127.0.0.1", null, "leads "),
            ],
            (await server.Store.Audit.ReadAsync(last, 100, TestContext.Current.CancellationToken)).Select(entry => entry.Event)
        );
    }

    [Fact]
    public async Task Nothing_is_shown_that_cannot_be_written_down()
    {
        StoreInFront? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new StoreInFront(real));
        var (sender, admin) = (await MakeAsync(server, "web-site", "leads:write", "leads:read"), await MakeAsync(server, "boss", "admin"));
        using var sent = Some.Post(Some.Bulk(Some.Lead()), (Headers.ApiKey, sender));
        using var taken = await server.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        store!.AuditFailure = new StoreUnavailableException("full");
        using var read = await SendAsync(server, admin, HttpMethod.Get, $"{Routes.Bulks}/1");
        await read.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        using var search = await SendAsync(server, admin, HttpMethod.Get, Routes.Bulks);
        await search.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        using var export = await SendAsync(server, admin, HttpMethod.Post, Routes.PersonExport, """{"phone": "555555555"}""");
        await export.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    [Fact]
    public async Task The_command_proves_the_trail_and_names_what_was_altered_by_hand()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        await ServiceProcess.RunToEndAsync("keys", "create", "a", "--scope", "admin", "--database", database);
        await ServiceProcess.RunToEndAsync("keys", "create", "b", "--database", database);
        await ServiceProcess.RunToEndAsync("keys", "revoke", "1", "--database", database);

        var (exitCode, output, error) = await ServiceProcess.RunToEndAsync("audit", "verify", "--database", database);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches("^3 entries, 0 findings; the last is 3:[0-9a-f]{64}$", output.Trim());
        var last = output.Trim().Split(' ')[^1];
        var listed = (await ServiceProcess.RunToEndAsync("audit", "list", "--last", "2", "--database", database)).Output;
        Assert.Matches(
            @"^2\t\S+Z\tcli:\S+\tcommand line\tkey-create\tkey:2\t\n3\t\S+Z\tcli:\S+\tcommand line\tkey-revoke\tkey:1\t\n$",
            listed.ReplaceLineEndings("\n")
        );

        Change(
            folder.Path("leadgate.db"),
            "drop trigger audit_entry_is_not_changed; update audit_entry set actor = 'cli:somebody-else' where id = 2"
        );
        (exitCode, output, error) = await ServiceProcess.RunToEndAsync("audit", "verify", "--database", database, "--holds", last);
        Assert.Equal((1, "leadgate: Entry 2 was altered: it is not what its hash was made of."), (exitCode, error.Trim()));
        Assert.StartsWith("3 entries, 1 findings", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_that_was_written_anew_is_known_by_a_note_of_its_last_entry()
    {
        using var folder = new TemporaryFolder();
        await ServiceProcess.RunToEndAsync("keys", "create", "a", "--database", "sqlite:" + folder.Path("one.db"));
        await ServiceProcess.RunToEndAsync("keys", "create", "a", "--database", "sqlite:" + folder.Path("two.db"));
        var note = (await ServiceProcess.RunToEndAsync("audit", "verify", "--database", "sqlite:" + folder.Path("one.db")))
            .Output.Trim()
            .Split(' ')[^1];
        Assert.Equal(
            0,
            (
                await ServiceProcess.RunToEndAsync("audit", "verify", "--holds", note, "--database", "sqlite:" + folder.Path("one.db"))
            ).ExitCode
        );
        var (exitCode, _, error) = await ServiceProcess.RunToEndAsync(
            "audit",
            "verify",
            "--holds",
            note,
            "--database",
            "sqlite:" + folder.Path("two.db")
        );
        Assert.Equal((1, $"leadgate: The entry {note} is not in the trail."), (exitCode, error.Trim()));
    }

    [Fact]
    public void The_page_on_running_it_tells_what_each_action_is()
    {
        var actions = typeof(AuditActions)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();
        Assert.True(actions.Count > 5);
        Assert.All(actions, action => Assert.Contains($"| `{action}` |", Repository.Read("docs", "running.md"), StringComparison.Ordinal));
    }

    private static void Change(string file, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<string> MakeAsync(RunningServer server, string name, params string[] scopes)
    {
        var issued = await ApiKeyIssuer.IssueAsync(
            server.Store,
            "TEST",
            new CreateKeyRequest(name, scopes, null),
            AuditEvent.OfCommand(AuditActions.KeyCreate),
            TimeProvider.System.GetUtcNow(),
            TestContext.Current.CancellationToken
        );
        await Until.TrueAsync(
            async () =>
            {
                using var answer = await SendAsync(server, issued.Text, HttpMethod.Get, Routes.Lists);
                return answer.IsSuccessStatusCode;
            },
            "The key is not known."
        );
        return issued.Text;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server,
        string key,
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
