using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Lists;

/// <summary>An operator changes a reference list while the service runs, on both engines.</summary>
public abstract class ListChangeTests(Engine engine) : EngineTests(engine)
{
    [Fact]
    [Promise("3.6")]
    [Promise("3.7")]
    public async Task A_retired_item_is_no_longer_listed_but_still_shown_on_old_leads()
    {
        await using var server = await StartAsync();
        var old = await server.Client.PostAsync(TestData.Bulk(TestData.Lead(("priority", "Hot"))));
        var before = await server.Client.GetJsonAsync($"{Routes.Lists}/LEAD_PRIORITY");
        using var exported = new TemporaryFolder();

        // The operator exports the list, removes the item, and imports the list again.
        var export = await ServiceProcess.RunToEndAsync("lists", "export", "LEAD_PRIORITY", "--database", server.Database);
        Assert.Equal(0, export.ExitCode);
        var file = exported.Path("LEAD_PRIORITY.json");
        await File.WriteAllTextAsync(
            file,
            string.Join('\n', export.Output.Split('\n').Where(line => !line.Contains("\"Hot\"", StringComparison.Ordinal))),
            TestContext.Current.CancellationToken
        );
        var import = await ServiceProcess.RunToEndAsync("lists", "import", file, "--yes", "--database", server.Database);
        Assert.Equal((0, "LEAD_PRIORITY: retired 1 (Hot)"), (import.ExitCode, import.Output.Split('\n')[0].TrimEnd()));

        // The service applies it without a restart.
        await Wait.UntilAsync(
            async () => (await server.Client.GetJsonAsync($"{Routes.Lists}/LEAD_PRIORITY")).GetArrayLength() != before.GetArrayLength(),
            "The item is still in the list."
        );

        Assert.Equal("Hot", (await server.Client.ReadBulkAsync(old)).GetProperty("leads")[0].GetProperty("priority").GetString());
        var now = await server.Client.PostAndReadAsync(TestData.Bulk(TestData.Lead(("priority", "Hot"))));
        Assert.Equal("not-in-list", now.GetProperty("leads")[0].GetProperty("errorList")[0].GetProperty("code").GetString());
    }

    [Fact]
    [Promise("3.7")]
    public async Task Importing_an_exported_list_changes_nothing()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        foreach (var list in (string[])["CITY", "58"])
        {
            var export = await ServiceProcess.RunToEndAsync("lists", "export", list, "--database", server.Database);
            await File.WriteAllTextAsync(folder.Path("list.json"), export.Output, TestContext.Current.CancellationToken);
            var import = await CommandRun.RunAsync("lists", "import", folder.Path("list.json"), "--yes", "--database", server.Database);
            Assert.Equal((0, ""), (import.ExitCode, import.Error));
            var again = await ServiceProcess.RunToEndAsync("lists", "export", list, "--database", server.Database);
            Assert.Equal(export.Output, again.Output);
        }
    }

    [Fact]
    [Promise("4.5")]
    public async Task A_text_that_matches_two_items_is_ambiguous_and_names_both()
    {
        await using var server = await StartAsync();
        var items = BuiltInLists.Read(ReferenceLists.Find("LEAD_PRIORITY")!);
        var twin = items[0] with { Value = 99, Label = "Hot (agency)", LabelAr = "ساخن (وكالة)", Code = null, Aliases = ["Urgent now"] };
        await server.Store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>>
            {
                [ReferenceLists.Find("LEAD_PRIORITY")!] = [items[0] with { Aliases = ["Urgent now"] }, .. items.Skip(1), twin],
            },
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
        await Wait.UntilAsync(
            async () => (await server.Client.GetJsonAsync($"{Routes.Lists}/LEAD_PRIORITY")).GetArrayLength() != items.Count,
            "The item is not in the list."
        );

        var bulk = await server.Client.PostAndReadAsync(TestData.Bulk(TestData.Lead(("priority", "urgent NOW"))));
        var error = bulk.GetProperty("leads")[0].GetProperty("errorList")[0];
        Assert.Equal("ambiguous", error.GetProperty("code").GetString());
        Assert.Contains("Hot (agency)", error.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"Hot", error.GetProperty("suggestions").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("4.6")]
    public async Task A_text_is_kept_with_a_warning_if_the_parent_item_has_no_items()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(
            TestData.Bulk(
                TestData.Lead(("customerCountry", "Brazil"), ("customerRegion", "Bahia"), ("customerCity", "Salvador")),
                TestData.Lead(("customerCountry", "Brazil"), ("customerRegion", null), ("customerCity", null))
            )
        );
        var (given, omitted) = (bulk.GetProperty("leads")[0], bulk.GetProperty("leads")[1]);
        Assert.Equal((0, 0), (given.GetProperty("isError").GetInt32(), omitted.GetProperty("isError").GetInt32()));
        Assert.Equal(
            ("Bahia", "Salvador"),
            (given.GetProperty("customerRegion").GetString(), given.GetProperty("customerCity").GetString())
        );
        Assert.Equal(
            ["customerRegion", "customerCity"],
            given.GetProperty("warningList").EnumerateArray().Select(warning => warning.GetProperty("field").GetString())
        );
    }
}
