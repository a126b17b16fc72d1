using System.Net;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Lists;

/// <summary>Imports of a list, over the API and on the command line, on both engines.</summary>
[Promise("3.9")]
public abstract class ListImportTests(Engine engine) : EngineTests(engine)
{
    private const string Priorities = Routes.Lists + "/LEAD_PRIORITY";
    private const string File = Priorities + "/file";

    private static readonly string[] ExpectedLines =
    [
        "LEAD_PRIORITY: renamed 1 (Very hot): label Hot → Very hot",
        "LEAD_PRIORITY: added 9 (Frozen)",
        "LEAD_PRIORITY: retired 2 (Warm)",
        "LEAD_PRIORITY: 1 added, 1 renamed, 0 changed, 1 retired, 0 restored",
    ];

    [Fact]
    public async Task The_api_shows_what_an_import_changes_and_then_changes_it()
    {
        await using var server = await StartAsync();
        var key = (await server.CreateKeyAsync("lists", "lists:write")).Text;
        var before = await ReadAsync(server, key, Priorities);
        var file = Change(await ReadAsync(server, key, File));

        using var dryRun = await server.Client.SendAsync(key, HttpMethod.Put, File + "?dryRun=true", file);
        Assert.Equal(HttpStatusCode.OK, dryRun.StatusCode);
        var foreseen = await dryRun.JsonAsync();
        Assert.True(foreseen.GetProperty("isDryRun").GetBoolean());
        Assert.Equal(
            [1, 1, 0, 1, 0],
            ((string[])["added", "renamed", "changed", "retired", "restored"]).Select(name => foreseen.GetProperty(name).GetInt32())
        );
        Assert.Equal(
            ["renamed 1 Hot Very hot", "added 9  Frozen", "retired 2 Warm Warm"],
            foreseen
                .GetProperty("changes")
                .EnumerateArray()
                .Select(change => string.Join(' ', ((string[])["kind", "value", "previousLabel", "label"]).Select(change.GetProperty)))
        );
        Assert.Equal(before, await ReadAsync(server, key, Priorities));
        Assert.Empty(await ReadChangesAsync(server));

        using var import = await server.Client.SendAsync(key, HttpMethod.Put, File, file);
        Assert.Equal(
            foreseen.GetRawText().Replace("\"isDryRun\":true", "\"isDryRun\":false", StringComparison.Ordinal),
            (await import.JsonAsync()).GetRawText()
        );
        Assert.Equal(["added 9; renamed 1; retired 2"], (await ReadChangesAsync(server)).Select(Sort));
        await Wait.UntilAsync(async () => await ReadAsync(server, key, Priorities) != before, "The list was not imported.");

        // What was retired is in the file, and importing the file again changes nothing.
        var exported = await ReadAsync(server, key, File);
        Assert.Contains("\"label\": \"Warm\", \"labelAr\": \"دافئ\", \"isActive\": false", exported, StringComparison.Ordinal);
        using var again = await server.Client.SendAsync(key, HttpMethod.Put, File, exported);
        Assert.Empty((await again.JsonAsync()).GetProperty("changes").EnumerateArray());
        Assert.Single(await ReadChangesAsync(server));
    }

    [Fact]
    public async Task The_command_line_shows_what_an_import_changes_and_changes_it_only_if_it_is_confirmed()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        var key = (await server.CreateKeyAsync("lists", "lists:write")).Text;
        var path = folder.Path("priorities.json");
        await System.IO.File.WriteAllTextAsync(path, Change(await ReadAsync(server, key, File)), TestContext.Current.CancellationToken);
        string[] import = ["lists", "import", path, "--database", server.Database];

        var (dryRunExitCode, dryRun, _) = await CommandRun.RunAsync([.. import, "--dry-run"]);
        Assert.Equal(0, dryRunExitCode);
        Assert.Equal([.. ExpectedLines, "Dry run: nothing was changed."], Lines(dryRun));

        // Without a terminal nobody can be asked.
        var (exitCode, output, error) = await ServiceProcess.RunWithInputAsync("y\n", import);
        Assert.Equal(1, exitCode);
        Assert.Equal(ExpectedLines, Lines(output));
        Assert.EndsWith(
            "leadgate: Nothing was changed. To import the list without being asked, pass --yes.",
            error.TrimEnd(),
            StringComparison.Ordinal
        );
        Assert.Empty(await ReadChangesAsync(server));

        var (yesExitCode, yes, _) = await CommandRun.RunAsync([.. import, "--yes"]);
        Assert.Equal(0, yesExitCode);
        Assert.Equal([.. ExpectedLines, "The list was imported."], Lines(yes));
        Assert.Equal(["added 9; renamed 1; retired 2"], (await ReadChangesAsync(server)).Select(Sort));

        var (againExitCode, again, _) = await CommandRun.RunAsync(import);
        Assert.Equal((0, "The list is the same already."), (againExitCode, Lines(again)[^1]));
    }

    [Fact]
    public async Task A_new_label_of_an_item_that_is_retired_is_counted_and_warned_of()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        var key = (await server.CreateKeyAsync("lists", "lists:write")).Text;
        var list = JsonNode.Parse(await ReadAsync(server, key, File))!;
        list["items"]![1]!["label"] = "Lukewarm";
        list["items"]![1]!["isActive"] = false;
        using var dryRun = await server.Client.SendAsync(key, HttpMethod.Put, File + "?dryRun=true", list.ToJsonString());
        var foreseen = await dryRun.JsonAsync();
        Assert.Equal(
            [0, 1, 0, 1, 0],
            ((string[])["added", "renamed", "changed", "retired", "restored"]).Select(name => foreseen.GetProperty(name).GetInt32())
        );
        Assert.Equal(
            ["renamed 2 Warm Lukewarm", "retired 2 Warm Lukewarm"],
            foreseen
                .GetProperty("changes")
                .EnumerateArray()
                .Select(change => string.Join(' ', ((string[])["kind", "value", "previousLabel", "label"]).Select(change.GetProperty)))
        );

        var path = folder.Path("priorities.json");
        await System.IO.File.WriteAllTextAsync(path, list.ToJsonString(), TestContext.Current.CancellationToken);
        var (_, output, error) = await CommandRun.RunAsync("lists", "import", path, "--yes", "--database", server.Database);
        Assert.Equal(
            [
                "LEAD_PRIORITY: renamed 2 (Lukewarm): label Warm → Lukewarm",
                "LEAD_PRIORITY: retired 2 (Lukewarm)",
                "LEAD_PRIORITY: 0 added, 1 renamed, 0 changed, 1 retired, 0 restored",
                "The list was imported.",
            ],
            Lines(output)
        );
        Assert.Equal("Stored leads show the new labels of renamed items.", error.Trim());
        Assert.Equal(["renamed 2; retired 2"], (await ReadChangesAsync(server)).Select(Sort));
    }

    /// <summary>Each text that a list cannot hold, in each place: both databases and both ways in refuse the same, in one line.</summary>
    [Fact]
    [Promise("5.3")]
    public async Task A_text_that_no_list_can_hold_is_rejected_in_one_line()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        var key = (await server.CreateKeyAsync("lists", "lists:write")).Text;
        var path = folder.Path("list.json");
        (string Member, string Reason)[] cases =
        [
            ("\"label\": \"H\\u0000t\"", "item 8 (H\uFFFDt) has a label, code, or alias with a line break"),
            ("\"labelAr\": \"سا\\u0007خن\"", "item 8 (X) has a label, code, or alias with a line break"),
            ("\"code\": \"\\u0000\"", "item 8 (X) has a label, code, or alias with a line break"),
            ("\"aliases\": [\"a\\u2028b\"]", "item 8 (X) has a label, code, or alias with a line break"),
            ("\"label\": \"\\uD83D\"", "an unpaired surrogate"),
            ("\"label\": \"\\u200F\"", "has no English label"),
            ($"\"label\": \"{new string('x', 201)}\"", "longer than 200 characters"),
            ("\"aliases\": [null]", "items[0].aliases is missing something or is not valid"),
        ];
        foreach (var (member, reason) in cases)
        {
            var others = string.Concat(
                ((string[])["\"label\": \"X\", ", "\"labelAr\": \"س\", "]).Where(other =>
                    !member.StartsWith(other[..10], StringComparison.Ordinal)
                )
            );
            var file = $$"""{"list": "LEAD_PRIORITY", "items": [{"value": 8, {{others}}{{member}}}]}""";
            await System.IO.File.WriteAllTextAsync(path, file, TestContext.Current.CancellationToken);
            var (exitCode, output, error) = await CommandRun.RunAsync("lists", "import", path, "--yes", "--database", server.Database);
            Assert.Equal((1, ""), (exitCode, output));
            Assert.Contains(reason, error, StringComparison.Ordinal);
            Assert.All(error.Trim().Split('\n'), line => Assert.Matches("^(error|leadgate): ", line));

            using var response = await server.Client.SendAsync(key, HttpMethod.Put, File, file);
            var (status, type) =
                reason.Contains("surrogate", StringComparison.Ordinal) ? (HttpStatusCode.BadRequest, "not-json")
                : reason.Contains("items[", StringComparison.Ordinal) ? (HttpStatusCode.BadRequest, "invalid-parameter")
                : (HttpStatusCode.UnprocessableEntity, "invalid-list");
            var problem = await response.ShouldBeProblemAsync(status, type);
            Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(await ReadChangesAsync(server));
    }

    [Fact]
    public async Task A_list_that_a_mandatory_field_needs_cannot_be_emptied()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        const string Empty = """{"list": "LEAD_PRIORITY", "items": []}""";
        const string Reason = "LEAD_PRIORITY: an active item is required, because the field priority is mandatory";
        var path = folder.Path("list.json");
        await System.IO.File.WriteAllTextAsync(path, Empty, TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await CommandRun.RunAsync("lists", "import", path, "--yes", "--database", server.Database);
        Assert.Equal(1, exitCode);
        Assert.Contains(Reason, error, StringComparison.Ordinal);

        var key = (await server.CreateKeyAsync("lists", "lists:write")).Text;
        using var response = await server.Client.SendAsync(key, HttpMethod.Put, File, Empty);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-list");
        Assert.Equal(Reason + ".", problem.GetProperty("detail").GetString());
        Assert.Contains("priority", problem.GetProperty("detailAr").GetString(), StringComparison.Ordinal);

        // A list that only optional fields use can be.
        using var optional = await server.Client.SendAsync(
            key,
            HttpMethod.Put,
            Routes.Lists + "/NATIONALITY/file?dryRun=true",
            """{"list": "NATIONALITY", "items": []}"""
        );
        Assert.InRange((await optional.JsonAsync()).GetProperty("retired").GetInt32(), 100, 1000);
    }

    [Fact]
    public async Task An_import_that_is_not_valid_or_not_allowed_is_a_problem()
    {
        await using var server = await StartAsync();
        var key = (await server.CreateKeyAsync("lists", "lists:write")).Text;
        var website = (await server.CreateKeyAsync("website", "leads:write", "leads:read")).Text;
        const string Gender = """{"list": "GENDER", "items": []}""";
        (string Key, HttpMethod Method, string Path, string Body, HttpStatusCode Status, string Type)[] cases =
        [
            (key, HttpMethod.Get, "/CITTY/file", "", HttpStatusCode.NotFound, "list-not-found"),
            (key, HttpMethod.Put, "/CITTY/file", Gender, HttpStatusCode.NotFound, "list-not-found"),
            (key, HttpMethod.Put, "/TITLE/file", Gender, HttpStatusCode.BadRequest, "invalid-parameter"),
            (key, HttpMethod.Put, "/GENDER/file?dryRun=x", Gender, HttpStatusCode.BadRequest, "invalid-parameter"),
            (key, HttpMethod.Put, "/GENDER/file", """{"list": "GENDER", "colour": 1}""", HttpStatusCode.BadRequest, "invalid-parameter"),
            (key, HttpMethod.Put, "/GENDER/file", "[", HttpStatusCode.BadRequest, "not-json"),
            (key, HttpMethod.Put, "/GENDER/file", "", HttpStatusCode.BadRequest, "not-json"),
            (website, HttpMethod.Get, "/GENDER/file", "", HttpStatusCode.Forbidden, "missing-scope"),
            (website, HttpMethod.Put, "/GENDER/file", Gender, HttpStatusCode.Forbidden, "missing-scope"),
        ];
        foreach (var (caller, method, path, body, status, type) in cases)
        {
            using var response = await server.Client.SendAsync(caller, method, Routes.Lists + path, body);
            await response.ShouldBeProblemAsync(status, type);
        }

        Assert.Empty(await ReadChangesAsync(server));
    }

    /// <summary>Renames an item, removes another one, and adds a third.</summary>
    private static string Change(string file)
    {
        var list = JsonNode.Parse(file)!;
        var items = list["items"]!.AsArray();
        items[0]!["label"] = "Very hot";
        items.RemoveAt(1);
        items.Insert(1, JsonNode.Parse("""{"value": 9, "label": "Frozen", "labelAr": "متجمد"}"""));
        return list.ToJsonString();
    }

    private static string[] Lines(string output) => output.ReplaceLineEndings("\n").Trim().Split('\n');

    private static string Sort(string detail) => string.Join("; ", detail.Split("; ").Order(StringComparer.Ordinal));

    private static async Task<string> ReadAsync(RunningServer server, string key, string path)
    {
        using var response = await server.Client.SendAsync(key, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ReadChangesAsync(RunningServer server) =>
        [
            .. (await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event is { Action: AuditActions.ListsChange, Record: "list:LEAD_PRIORITY" })
                .Select(entry => entry.Event.Detail!),
        ];
}
