using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Cli;

/// <summary><c>lists</c>: validates, replaces and exports reference lists.</summary>
internal static class ListsCommand
{
    public static Command Create()
    {
        var command = new Command("lists", "Validate, import, export, or update reference lists.");
        command.Add(CreateCheck());
        command.Add(CreateImport());
        command.Add(CreateExport());
        command.Add(CreateUpdate());
        return command;
    }

    private static Command CreateCheck()
    {
        var command = new Command(
            "check",
            "Validate the built-in lists or, with --stored, those in the database: unique values, existing parent items, labels in both "
                + "languages, no ambiguous text."
        );
        var stored = new Option<bool>("--stored") { Description = "Validate the lists in the database." };
        command.Add(stored);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
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
            "Replace a list with the items of a file. Items that are missing from the file are retired. A running service uses the new "
                + "list within two seconds."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "A list file, as written by lists export." };
        command.Add(file);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(() => ImportAsync(settings(result), result.GetRequiredValue(file), cancellation))
        );
        return command;
    }

    private static Command CreateExport()
    {
        var command = new Command("export", "Write a list to standard output in the format of lists import.");
        var name = new Argument<string>("LIST") { Description = "The list's name or number." };
        command.Add(name);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    if (ReferenceLists.Find(result.GetRequiredValue(name)) is not { } list)
                        return await FailUnknownAsync(result.GetRequiredValue(name));
                    var lists = await ReadStoredAsync(settings(result), cancellation);
                    await using var output = Console.OpenStandardOutput();
                    await output.WriteAsync(Encoding.UTF8.GetBytes(ListFile.Write(list, lists[list])), cancellation);
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateUpdate()
    {
        var command = new Command(
            "update",
            "Update the lists in the database to the built-in lists of this program. Whatever you changed in them stays. The service does "
                + "this too when it starts."
        );
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing." };
        command.Add(dryRun);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) => CommandLine.ExecuteAsync(() => UpdateAsync(settings(result), result.GetValue(dryRun), cancellation))
        );
        return command;
    }

    private static async Task<int> UpdateAsync(LeadgateSettings settings, bool dryRun, CancellationToken cancellation)
    {
        await using var store = LeadgateApp.OpenStore(settings, TimeProvider.System);
        switch (await new BuiltInListInstaller(store).UpdateAsync(Actor.CommandLine, dryRun, cancellation))
        {
            case UpdateListsOutcome.UpToDate:
                await Console.Out.WriteLineAsync("The lists are up to date.");
                return 0;
            case UpdateListsOutcome.Updated updated:
                foreach (var change in updated.Changes)
                    await Console.Out.WriteLineAsync(change.ToString());
                foreach (var list in updated.Changes.GroupBy(change => change.List))
                    await Console.Out.WriteLineAsync($"{list.Key.Name}: {ListChangeCounts.From(list)}");
                await Console.Out.WriteLineAsync(dryRun ? "Dry run: nothing was changed." : "The lists were updated.");
                return 0;
            case UpdateListsOutcome.Invalid invalid:
                await ReportAsync(invalid.Findings);
                return await CommandLine.FailAsync("The updated lists would have errors. Nothing was changed.");
            default:
                throw new UnreachableException();
        }
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
            return await CommandLine.FailAsync($"{path.Name} is not a valid list file: {e.Message}");
        }

        // An unknown list must not create an empty database.
        if (ReferenceLists.Find(file.List) is null)
            return await FailUnknownAsync(file.List);
        await using var store = CommandLine.OpenStore(settings);
        switch (await new ListAdministration(store).ImportAsync(file, Actor.CommandLine, cancellation))
        {
            case ImportListOutcome.Imported imported:
                await ReportAsync(imported.Findings);
                await Console.Out.WriteLineAsync($"{imported.List.Name}: {imported.Items} items, {imported.Retired} retired");
                return 0;
            case ImportListOutcome.Invalid invalid:
                await ReportAsync(invalid.Findings);
                return await CommandLine.FailAsync("The list has errors. Nothing was imported.");
            case ImportListOutcome.UnknownList unknown:
                return await FailUnknownAsync(unknown.Name);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task ReportAsync(IReadOnlyList<ListFinding> findings)
    {
        foreach (var finding in findings)
            await Console.Error.WriteLineAsync((finding.IsFatal ? "error: " : "warning: ") + finding);
    }

    private static async Task<Dictionary<ListDefinition, IReadOnlyList<ListItem>>> ReadStoredAsync(
        LeadgateSettings settings,
        CancellationToken cancellation
    )
    {
        await using var store = CommandLine.OpenStore(settings);
        return await new ListAdministration(store).ReadAsync(cancellation);
    }

    private static Task<int> FailUnknownAsync(string name) =>
        CommandLine.FailAsync(
            $"The list {name} does not exist. The most similar names are {string.Join(", ", ReferenceLists.FindNearestNames(name))}."
        );
}
