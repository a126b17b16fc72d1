using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
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
                        await System.Console.Error.WriteLineAsync(finding.ToString());
                    await System.Console.Out.WriteLineAsync(
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
            "Replace a list with the items of a file, after showing what that changes. Active items that are missing from the file are "
                + "retired. A running service uses the new list within two seconds."
        );
        var file = new Argument<string>("FILE") { Description = "A list file, as written by lists export." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing." };
        var yes = new Option<bool>("--yes") { Description = "Import without asking, as scripts do." };
        command.Add(file);
        command.Add(dryRun);
        command.Add(yes);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(() =>
                    ImportAsync(
                        settings(result),
                        result.GetRequiredValue(file),
                        result.GetValue(dryRun) ? ImportMode.DryRun
                            : result.GetValue(yes) ? ImportMode.WithoutAsking
                            : ImportMode.Ask,
                        cancellation
                    )
                )
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
                    await using var output = System.Console.OpenStandardOutput();
                    await output.WriteAsync(Encoding.UTF8.GetBytes(ListFileFormat.Write(list, lists[list])), cancellation);
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
        await using var store = CommandLine.OpenExistingStore(settings);
        switch (await new BuiltInListInstaller(store).UpdateAsync(Actor.CommandLine, dryRun, cancellation))
        {
            case UpdateListsOutcome.UpToDate:
                await System.Console.Out.WriteLineAsync("The lists are up to date.");
                return 0;
            case UpdateListsOutcome.Updated updated:
                foreach (var change in updated.Changes)
                    await System.Console.Out.WriteLineAsync(change.ToString());
                foreach (var list in updated.Changes.GroupBy(change => change.List))
                    await System.Console.Out.WriteLineAsync($"{list.Key.Name}: {ListChangeCounts.FromUpdate(list)}");
                await System.Console.Out.WriteLineAsync(dryRun ? "Dry run: nothing was changed." : "The lists were updated.");
                return 0;
            case UpdateListsOutcome.Invalid invalid:
                await ReportAsync(invalid.Findings);
                return await CommandLine.FailAsync("The updated lists would have errors. Nothing was changed.");
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<int> ImportAsync(LeadgateSettings settings, string path, ImportMode mode, CancellationToken cancellation)
    {
        if (ListFileFormat.TryRead(await CommandLine.ReadFileAsync(path, cancellation), out var file) is { } error)
            return await CommandLine.FailAsync($"{Path.GetFileName(path)} is not a list file. {error.English}");

        // An unknown list, or an import that cannot be confirmed, must not create an empty database.
        if (ReferenceLists.Find(file!.List) is null)
            return await FailUnknownAsync(file.List);
        var mayWrite = mode == ImportMode.WithoutAsking || (mode == ImportMode.Ask && Confirmation.IsPossible);
        await using var store = mayWrite ? CommandLine.OpenStore(settings) : CommandLine.OpenExistingStore(settings);
        var lists = new ListAdministration(store);
        switch (await lists.PrepareAsync(file, cancellation))
        {
            case ImportListOutcome.Valid prepared:
                return await ConfirmAndApplyAsync(lists, prepared, mode, cancellation);
            case ImportListOutcome.Invalid invalid:
                await ReportAsync(invalid.Findings);
                return await CommandLine.FailAsync("The list has errors. Nothing was imported.");
            case ImportListOutcome.UnknownList unknown:
                return await FailUnknownAsync(unknown.Name);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<int> ConfirmAndApplyAsync(
        ListAdministration lists,
        ImportListOutcome.Valid prepared,
        ImportMode mode,
        CancellationToken cancellation
    )
    {
        await ReportAsync(prepared.Findings);
        var changes = prepared.Comparison;
        foreach (var change in changes.Changes)
            await System.Console.Out.WriteLineAsync(change.ToString());
        if (changes.IsReordered)
            await System.Console.Out.WriteLineAsync($"{prepared.List.Name}: the order of the items changes");
        await System.Console.Out.WriteLineAsync($"{prepared.List.Name}: {ListChangeCounts.FromImport(changes.Changes)}");
        if (changes.ChangesNothing)
        {
            await System.Console.Out.WriteLineAsync("The list is the same already.");
            return 0;
        }

        if (changes.Changes.Any(change => change.Kind == ListChangeKind.Renamed))
            await System.Console.Error.WriteLineAsync("Stored leads show the new labels of renamed items.");
        if (mode == ImportMode.DryRun)
        {
            await System.Console.Out.WriteLineAsync("Dry run: nothing was changed.");
            return 0;
        }

        if (mode == ImportMode.Ask && !Confirmation.IsPossible)
            return await CommandLine.FailAsync("Nothing was changed. To import the list without being asked, pass --yes.");
        if (mode == ImportMode.Ask && !Confirmation.Ask("Import the list?"))
            return await CommandLine.FailAsync("Nothing was changed.");
        if (!await lists.TryApplyAsync(prepared, Actor.CommandLine, cancellation))
            return await CommandLine.FailAsync("The lists have changed meanwhile. Nothing was imported; run the command again.");
        await System.Console.Out.WriteLineAsync("The list was imported.");
        return 0;
    }

    private static async Task ReportAsync(IReadOnlyList<ListFinding> findings)
    {
        foreach (var finding in findings)
            await System.Console.Error.WriteLineAsync((finding.IsFatal ? "error: " : "warning: ") + finding);
    }

    private static async Task<Dictionary<ListDefinition, IReadOnlyList<ListItem>>> ReadStoredAsync(
        LeadgateSettings settings,
        CancellationToken cancellation
    )
    {
        await using var store = CommandLine.OpenStore(settings);
        return await new ListAdministration(store).ReadAsync(cancellation);
    }

    private static Task<int> FailUnknownAsync(string name)
    {
        var nearest = ReferenceLists.FindNearestNames(name);
        return CommandLine.FailAsync(
            $"The list {PlainText.Show(name, ListItem.MaxTextLength)} does not exist. "
                + (nearest.Count == 1 ? "The most similar name is " : "The most similar names are ")
                + $"{WordList.And(false, nearest)}."
        );
    }

    private enum ImportMode
    {
        /// <summary>Show what changes, and ask.</summary>
        Ask,

        /// <summary>Show what changes, and do it.</summary>
        WithoutAsking,

        /// <summary>Show what would change.</summary>
        DryRun,
    }
}
