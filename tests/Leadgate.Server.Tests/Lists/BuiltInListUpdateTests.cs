using System.IO.Compression;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Lists;

/// <summary>
/// A store of an earlier program gets the built-in lists of this one. The store was made by the program of commit 045ca84; its operator
/// has given the priority Hot the label "Very hot".
/// </summary>
[Promise("3.8")]
public sealed class BuiltInListUpdateTests
{
    [Fact]
    public async Task Starting_the_service_adds_what_is_new_and_keeps_what_the_operator_changed()
    {
        using var folder = new TemporaryFolder();
        var database = await CreateStoreAsync(folder);
        await using (var server = await StartAsync(database))
        {
            var catalog = await server.Store.Lists.ReadAsync(TestContext.Current.CancellationToken);
            var labels = catalog[ReferenceLists.City].Active.ToDictionary(city => city.Value, city => city.Label);
            Assert.Equal(BuiltInLists.Read(ReferenceLists.City).Count + 1, labels.Count);
            Assert.Equal(("Al Ahsa", "Usfan", "Jedda by the sea", "Own city"), (labels[1344], labels[1121], labels[1102], labels[9001]));
            Assert.Equal("Very hot", catalog[ReferenceLists.LeadPriority].Match("عالي", null).Item?.Label);
            Assert.Equal(1102, catalog[ReferenceLists.City].Match("our bride", 2).Item?.Value);
            Assert.Equal(1102, catalog[ReferenceLists.City].Match("Obhur", 2).Item?.Value);
            Assert.Equal(1, catalog[ReferenceLists.YesOrNo].Match("on", null).Item?.Value);
            Assert.Contains(
                server.LogLines,
                line => line.Contains("Updated CITY to version 2 of the built-in lists: ", StringComparison.Ordinal)
            );
            Assert.Contains(
                server.LogLines,
                line =>
                    line.Contains(
                        "Built-in item not added to LEAD_SUB_SOURCE: 1007 (OpenSooq), because its value is used by Own portal",
                        StringComparison.Ordinal
                    )
            );
            var audit = await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
            var entry = Assert.Single(audit, entry => entry.Event is { Record: "list:LEAD_SUB_SOURCE", Actor: AuditEvent.Service });
            Assert.StartsWith("built-in lists version 2: ", entry.Event.Detail, StringComparison.Ordinal);
            Assert.EndsWith("skipped 1007", entry.Event.Detail, StringComparison.Ordinal);
        }

        await using var again = await StartAsync(database);
        Assert.DoesNotContain(again.LogLines, line => line.Contains("built-in lists", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_shows_what_would_change_and_then_changes_it()
    {
        using var folder = new TemporaryFolder();
        var database = await CreateStoreAsync(folder);
        var before = await ReadVersionAsync(database);
        var (exitCode, output, error) = await CommandRun.RunAsync("lists", "update", "--dry-run", "--database", database);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("CITY: added 1344 (Al Ahsa)", output, StringComparison.Ordinal);
        Assert.Contains("CITY: changed 1121 (Usfan): label Asfan → Usfan", output, StringComparison.Ordinal);
        Assert.Contains("LEAD_SUB_SOURCE: skipped 1007 (OpenSooq): its value is used by Own portal", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^LEAD_SUB_SOURCE: \d+ added, \d+ changed, 1 skipped\r?$", output);
        Assert.EndsWith("Dry run: nothing was changed.", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(before, await ReadVersionAsync(database));

        var (updateExitCode, updateOutput, _) = await CommandRun.RunAsync("lists", "update", "--database", database);
        Assert.Equal(0, updateExitCode);
        Assert.Equal(output.Replace("Dry run: nothing was changed.", "The lists were updated.", StringComparison.Ordinal), updateOutput);
        Assert.Equal(before + 1, await ReadVersionAsync(database));

        var (_, nothing, _) = await CommandRun.RunAsync("lists", "update", "--database", database);
        Assert.Equal("The lists are up to date.", nothing.Trim());
        Assert.Equal(0, (await CommandRun.RunAsync("lists", "check", "--stored", "--database", database)).ExitCode);
    }

    [Fact]
    public async Task A_new_store_is_filled_once_and_needs_no_update()
    {
        using var folder = new TemporaryFolder();
        var database = "sqlite:" + folder.Path("leadgate.db");
        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        await new ListCatalogCache(store).LoadAsync(TestContext.Current.CancellationToken);
        var installer = new BuiltInListInstaller(store);
        Assert.IsType<UpdateListsOutcome.UpToDate>(
            await installer.UpdateAsync(actor: null, dryRun: false, TestContext.Current.CancellationToken)
        );
        var recorded = await store.Lists.ReadBuiltInAsync(TestContext.Current.CancellationToken);
        Assert.Equal((BuiltInLists.Version, ReferenceLists.All.Count), (recorded.Version, recorded.Lists.Count));
        Assert.Single(await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_older_program_does_not_undo_the_update_of_a_newer_one()
    {
        using var folder = new TemporaryFolder();
        var database = await CreateStoreAsync(folder);
        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        var catalog = await store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        var newer = new Storage.Lists.BuiltInListsCopy(BuiltInLists.Version + 1, catalog.GetItemsByList());
        Assert.True(
            await store.Lists.TryUpdateAsync(
                catalog.Version,
                new Dictionary<ListDefinition, IReadOnlyList<ListItem>>(),
                newer,
                [],
                TestContext.Current.CancellationToken
            )
        );
        Assert.IsType<UpdateListsOutcome.UpToDate>(
            await new BuiltInListInstaller(store).UpdateAsync(actor: null, dryRun: false, TestContext.Current.CancellationToken)
        );
    }

    private static Task<RunningServer> StartAsync(string database) =>
        RunningServer.StartAsync(new Dictionary<string, string> { [Setting.Database.Variable] = database });

    private static async Task<long> ReadVersionAsync(string database)
    {
        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        return await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// The earlier store, whose operator has also renamed a city and given it an alias, entered a city, and used a value that is now that
    /// of a built-in item.
    /// </summary>
    private static async Task<string> CreateStoreAsync(TemporaryFolder folder)
    {
        var file = folder.Path("leadgate.db");
        await using (var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "store-6.db.gz")))
        await using (var unpacked = new GZipStream(packed, CompressionMode.Decompress))
        await using (var target = File.Create(file))
            await unpacked.CopyToAsync(target, TestContext.Current.CancellationToken);

        var database = "sqlite:" + file;
        await using var store = StoreAddress.Parse(database).Open(TimeProvider.System);
        var lists = (await store.Lists.ReadAsync(TestContext.Current.CancellationToken)).GetItemsByList();
        Assert.DoesNotContain(lists[ReferenceLists.City], city => city.Label == "Al Ahsa");
        await store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>>
            {
                [ReferenceLists.City] =
                [
                    .. lists[ReferenceLists.City]
                        .Select(city =>
                            city.Value == 1102 ? city with { Label = "Jedda by the sea", Aliases = [.. city.Aliases, "Our bride"] } : city
                        ),
                    Item(9001, "Own city", "مدينة خاصة", 4),
                ],
                [ReferenceLists.LeadSubSource] = [.. lists[ReferenceLists.LeadSubSource], Item(1007, "Own portal", "منصة خاصة", 10)],
            },
            AuditEvent.FromCommand(AuditActions.ListsChange),
            TestContext.Current.CancellationToken
        );
        return database;
    }

    private static ListItem Item(int value, string label, string labelAr, int parent) =>
        new()
        {
            Value = value,
            Label = label,
            LabelAr = labelAr,
            ParentValue = parent,
        };
}
