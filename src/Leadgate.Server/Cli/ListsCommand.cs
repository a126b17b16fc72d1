using System.CommandLine;
using System.Text.Json;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary><c>lists</c>: proves, replaces and shows the reference lists.</summary>
internal static class ListsCommand
{
    public static Command Create()
    {
        var command = new Command("lists", "Check, import or export the reference lists.");
        command.Add(CreateCheck());
        command.Add(CreateImport());
        command.Add(CreateExport());
        return command;
    }

    private static Command CreateCheck()
    {
        var command = new Command(
            "check",
            "Prove the lists that ship, or with --stored those in the database: values unique, parents there, both languages, no text that finds two items."
        );
        var stored = new Option<bool>("--stored") { Description = "Check the lists in the database." };
        command.Add(stored);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    var lists = result.GetValue(stored) ? await ReadStoredAsync(settings(result), cancellation) : BuiltInLists.Read();
                    var findings = ListValidator.Validate(lists);
                    foreach (var finding in findings)
                        await Console.Error.WriteLineAsync(finding.ToString());
                    await Console.Out.WriteLineAsync(
                        $"{lists.Count} lists, {lists.Values.Sum(items => items.Count)} items, {findings.Count} findings"
                    );
                    return findings.Count == 0 ? 0 : 1;
                })
        );
        return command;
    }

    private static Command CreateImport()
    {
        var command = new Command(
            "import",
            "Replace a list by a file. Items that the file leaves out are retired. A running service takes it up within two seconds."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "A list file, as export writes it." };
        command.Add(file);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(() => ImportAsync(settings(result), result.GetRequiredValue(file), cancellation))
        );
        return command;
    }

    private static Command CreateExport()
    {
        var command = new Command("export", "Write a list as a file to standard output.");
        var name = new Argument<string>("LIST") { Description = "The list's name or number." };
        command.Add(name);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    if (ReferenceLists.Find(result.GetRequiredValue(name)) is not { } list)
                        return await FailAsync(Unknown(result.GetRequiredValue(name)));
                    await using var output = Console.OpenStandardOutput();
                    await output.WriteAsync(
                        System.Text.Encoding.UTF8.GetBytes(
                            ListFile.Write(list, (await ReadStoredAsync(settings(result), cancellation))[list])
                        ),
                        cancellation
                    );
                    return 0;
                })
        );
        return command;
    }

    private static async Task<int> ImportAsync(LeadgateSettings settings, FileInfo path, CancellationToken cancellation)
    {
        ListFile file;
        try
        {
            file = ListFile.Read(await File.ReadAllBytesAsync(path.FullName, cancellation));
        }
        catch (JsonException e)
        {
            return await FailAsync($"{path.Name} is no list file: {e.Message}");
        }

        if (ReferenceLists.Find(file.List) is not { } list)
            return await FailAsync(Unknown(file.List));
        await using var store = LeadgateApp.OpenStore(settings, TimeProvider.System);
        var lists = await ReadAsync(store, cancellation);
        var items = file.Items.Select(item => item.ToItem()).ToList();
        var retired = lists[list].Where(item => item.IsActive && !items.Any(kept => kept.Value == item.Value)).ToList();
        lists[list] = [.. items, .. retired.Select(item => item with { IsActive = false })];

        var findings = ListValidator.Validate(lists);
        foreach (var finding in findings)
            await Console.Error.WriteLineAsync((finding.IsFatal ? "wrong: " : "note: ") + finding);
        if (findings.Any(finding => finding.IsFatal))
            return await FailAsync("nothing was imported.");
        await store.ReplaceListsAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>> { [list] = items },
            AuditEvent.OfCommand(AuditActions.ListsChange, $"list:{list.Name}", $"{items.Count} items, {retired.Count} retired"),
            cancellation
        );
        await Console.Out.WriteLineAsync($"{list.Name}: {items.Count} items, {retired.Count} retired");
        return 0;
    }

    private static async Task<Dictionary<ListDefinition, IReadOnlyList<ListItem>>> ReadStoredAsync(
        LeadgateSettings settings,
        CancellationToken cancellation
    )
    {
        await using var store = LeadgateApp.OpenStore(settings, TimeProvider.System);
        return await ReadAsync(store, cancellation);
    }

    private static async Task<Dictionary<ListDefinition, IReadOnlyList<ListItem>>> ReadAsync(
        ILeadStore store,
        CancellationToken cancellation
    )
    {
        // A store that no service has started on yet gets the lists that ship.
        var lists = new ListCatalogCache(store);
        await lists.LoadAsync(cancellation);
        return lists.Catalog.Items();
    }

    private static string Unknown(string name) =>
        $"there is no list {name}; the nearest names are {string.Join(", ", ReferenceLists.NearestNames(name))}.";

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync("leadgate: " + why);
        return 1;
    }
}
