using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Lists;

/// <summary>An operator changes a list while the service runs.</summary>
public abstract class ListChangeTests(Engine engine) : EveryStoreTests(engine)
{
    [Fact]
    [Promise("3.6")]
    [Promise("3.7")]
    public async Task A_retired_item_leaves_its_list_and_is_still_shown_on_old_leads()
    {
        await using var server = await StartAsync();
        var old = await server.Client.PostAsync(Some.Bulk(Some.Lead(("priority", "Hot"))));
        var before = await server.Client.GetJsonAsync($"{Routes.Lists}/LEAD_PRIORITY");
        using var exported = new TemporaryFolder();

        // As an operator does it: export the list, take the item out, import it again.
        var export = await ServiceProcess.RunToEndAsync("lists", "export", "LEAD_PRIORITY", "--database", server.Database);
        Assert.Equal(0, export.ExitCode);
        var file = exported.Path("LEAD_PRIORITY.json");
        await File.WriteAllTextAsync(
            file,
            string.Join('\n', export.Output.Split('\n').Where(line => !line.Contains("\"Hot\"", StringComparison.Ordinal))),
            TestContext.Current.CancellationToken
        );
        var import = await ServiceProcess.RunToEndAsync("lists", "import", file, "--database", server.Database);
        Assert.Equal((0, $"LEAD_PRIORITY: {before.GetArrayLength() - 1} items, 1 retired"), (import.ExitCode, import.Output.Trim()));

        // The service sees it without a restart.
        await Until.TrueAsync(
            async () => (await server.Client.GetJsonAsync($"{Routes.Lists}/LEAD_PRIORITY")).GetArrayLength() != before.GetArrayLength(),
            "The item is still in the list."
        );

        Assert.Equal("Hot", (await server.Client.ReadBulkAsync(old)).GetProperty("leads")[0].GetProperty("priority").GetString());
        var now = await server.Client.PostAndReadAsync(Some.Bulk(Some.Lead(("priority", "Hot"))));
        Assert.Equal("not-in-list", now.GetProperty("leads")[0].GetProperty("errorList")[0].GetProperty("code").GetString());
    }

    [Fact]
    [Promise("3.7")]
    public async Task Importing_what_was_exported_changes_nothing()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        foreach (var list in (string[])["CITY", "58"])
        {
            var export = await ServiceProcess.RunToEndAsync("lists", "export", list, "--database", server.Database);
            await File.WriteAllTextAsync(folder.Path("list.json"), export.Output, TestContext.Current.CancellationToken);
            var import = await CommandRun.RunAsync("lists", "import", folder.Path("list.json"), "--database", server.Database);
            Assert.Equal((0, ""), (import.ExitCode, import.Error));
            var again = await ServiceProcess.RunToEndAsync("lists", "export", list, "--database", server.Database);
            Assert.Equal(export.Output, again.Output);
        }
    }

    [Fact]
    [Promise("4.5")]
    public async Task A_text_that_fits_two_items_of_an_imported_list_is_ambiguous_and_names_both()
    {
        await using var server = await StartAsync();
        var items = BuiltInLists.Read(ReferenceLists.Find("LEAD_PRIORITY")!);
        var twin = items[0] with { Value = 99, Label = "Hot (agency)", LabelAr = "ساخن (وكالة)", Code = null, Aliases = ["Urgent now"] };
        await server.Store.ReplaceListsAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>>
            {
                [ReferenceLists.Find("LEAD_PRIORITY")!] = [items[0] with { Aliases = ["Urgent now"] }, .. items.Skip(1), twin],
            },
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
        await Until.TrueAsync(
            async () => (await server.Client.GetJsonAsync($"{Routes.Lists}/LEAD_PRIORITY")).GetArrayLength() != items.Count,
            "The item is not in the list."
        );

        var bulk = await server.Client.PostAndReadAsync(Some.Bulk(Some.Lead(("priority", "urgent NOW"))));
        var error = bulk.GetProperty("leads")[0].GetProperty("errorList")[0];
        Assert.Equal("ambiguous", error.GetProperty("code").GetString());
        Assert.Contains("Hot (agency)", error.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"Hot", error.GetProperty("suggestions").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("4.6")]
    public async Task Where_the_parent_has_no_items_a_text_is_kept_as_it_is_with_a_warning()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(
            Some.Bulk(
                Some.Lead(("customerCountry", "Brazil"), ("customerRegion", "Bahia"), ("customerCity", "Salvador")),
                Some.Lead(("customerCountry", "Brazil"), ("customerRegion", null), ("customerCity", null))
            )
        );
        var (told, silent) = (bulk.GetProperty("leads")[0], bulk.GetProperty("leads")[1]);
        Assert.Equal((0, 0), (told.GetProperty("isError").GetInt32(), silent.GetProperty("isError").GetInt32()));
        Assert.Equal(("Bahia", "Salvador"), (told.GetProperty("customerRegion").GetString(), told.GetProperty("customerCity").GetString()));
        Assert.Equal(
            ["customerRegion", "customerCity"],
            told.GetProperty("warningList").EnumerateArray().Select(warning => warning.GetProperty("field").GetString())
        );
    }
}
