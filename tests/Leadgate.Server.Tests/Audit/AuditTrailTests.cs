using System.Net;
using System.Reflection;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Audit;

/// <summary>Audit entries of the service and its commands, and the commands that show and verify them.</summary>
public sealed class AuditTrailTests
{
    [Fact]
    public async Task Creating_and_revoking_keys_through_the_API_is_audited_with_actor_and_address()
    {
        await using var server = await RunningServer.StartAsync();
        var admin = await CreateKeyAsync(server, "administrator", "admin");
        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        using var created = await server.Client.SendAsync(
            admin,
            HttpMethod.Post,
            Routes.Keys,
            """{"name": "web-site", "scopes": ["leads:write", "leads:read"]}"""
        );
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var revoked = await server.Client.SendAsync(admin, HttpMethod.Delete, $"{Routes.Keys}/2");
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
    public async Task Reading_leads_of_all_senders_is_audited_and_reading_own_leads_is_not()
    {
        await using var server = await RunningServer.StartAsync();
        var (sender, admin) = (
            await CreateKeyAsync(server, "web-site", "leads:write", "leads:read"),
            await CreateKeyAsync(server, "administrator", "admin")
        );
        using var sent = TestData.Post(
            TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null)), TestData.Lead()),
            (Headers.ApiKey, sender)
        );
        using var stored = await server.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        foreach (var key in (string[])[sender, admin])
        {
            foreach (var path in (string[])[$"{Routes.Bulks}/1", $"{Routes.Bulks}?limit=2", $"{Routes.Bulks}?leadId=99"])
            {
                using var answer = await server.Client.SendAsync(key, HttpMethod.Get, path);
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
    public async Task Leads_are_not_shown_if_the_audit_entry_cannot_be_stored()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        var (sender, admin) = (
            await CreateKeyAsync(server, "web-site", "leads:write", "leads:read"),
            await CreateKeyAsync(server, "administrator", "admin")
        );
        using var sent = TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.ApiKey, sender));
        using var stored = await server.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        store!.AuditFailure = new StoreUnavailableException("full");
        using var read = await server.Client.SendAsync(admin, HttpMethod.Get, $"{Routes.Bulks}/1");
        await read.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        using var search = await server.Client.SendAsync(admin, HttpMethod.Get, Routes.Bulks);
        await search.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        using var export = await server.Client.SendAsync(admin, HttpMethod.Post, Routes.PersonExport, """{"phone": "555555555"}""");
        await export.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    [Fact]
    public async Task Verify_reports_a_changed_entry()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        await CommandRun.RunAsync("keys", "create", "a", "--scope", "admin", "--database", database);
        await CommandRun.RunAsync("keys", "create", "b", "--database", database);
        await CommandRun.RunAsync("keys", "revoke", "1", "--database", database);

        var (exitCode, output, error) = await CommandRun.RunAsync("audit", "verify", "--database", database);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches("^Not proved: [^\n]+\n3 entries, 0 findings; last entry: 3:[0-9a-f]{64}$", output.ReplaceLineEndings("\n").Trim());
        var last = output.Trim().Split(' ')[^1];
        var listed = (await CommandRun.RunAsync("audit", "list", "--last", "2", "--database", database)).Output;
        Assert.Matches(
            @"^2\t\S+Z\tcli:\S+\tcommand line\tkey-create\tkey:2\t\n3\t\S+Z\tcli:\S+\tcommand line\tkey-revoke\tkey:1\t\n$",
            listed.ReplaceLineEndings("\n")
        );

        Change(
            folder.Path("leadgate.db"),
            "drop trigger audit_entry_is_not_changed; update audit_entry set actor = 'cli:somebody-else' where id = 2"
        );
        (exitCode, output, error) = await CommandRun.RunAsync("audit", "verify", "--database", database, "--expect", last);
        Assert.Equal((1, "leadgate: Entry 2 was altered: its hash does not match."), (exitCode, error.Trim()));
        Assert.Contains("3 entries, 1 findings", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaced_trail_is_detected_by_an_expected_entry()
    {
        using var folder = new TemporaryFolder();
        await CommandRun.RunAsync("keys", "create", "a", "--database", "sqlite:" + folder.Path("one.db"));
        await CommandRun.RunAsync("keys", "create", "a", "--database", "sqlite:" + folder.Path("two.db"));
        var expected = (await CommandRun.RunAsync("audit", "verify", "--database", "sqlite:" + folder.Path("one.db")))
            .Output.Trim()
            .Split(' ')[^1];
        // The former name of --expect still works.
        Assert.Equal(
            0,
            (await CommandRun.RunAsync("audit", "verify", "--holds", expected, "--database", "sqlite:" + folder.Path("one.db"))).ExitCode
        );
        var (exitCode, _, error) = await CommandRun.RunAsync(
            "audit",
            "verify",
            "--holds",
            expected,
            "--database",
            "sqlite:" + folder.Path("two.db")
        );
        Assert.Equal((1, $"leadgate: Entry {expected} is not in the audit trail."), (exitCode, error.Trim()));
    }

    [Fact]
    public void Documentation_lists_every_action()
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

    private static async Task<string> CreateKeyAsync(RunningServer server, string name, params string[] scopes) =>
        (await server.CreateKeyAsync(name, scopes)).Text;
}
