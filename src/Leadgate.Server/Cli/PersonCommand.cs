using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Persons;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Cli;

/// <summary><c>person</c>: exports or erases the personal data of one person (docs/privacy.md).</summary>
internal static class PersonCommand
{
    /// <summary>How many characters of a name or a key are shown.</summary>
    private const int MostShown = 200;

    public static Command Create()
    {
        var command = new Command("person", "Export or erase the personal data of one person.");
        command.Add(CreateExport());
        command.Add(CreateErase());
        return command;
    }

    private static Command CreateExport()
    {
        var command = new Command("export", "Write all data about a person to standard output, as JSON.");
        SetAction(
            command,
            async (context, cancellation) =>
            {
                var outcome = context.Persons.Export(context.Request, Actor.CommandLine, cancellation);
                if (outcome is ExportPersonOutcome.Invalid invalid)
                    return await CommandLine.FailAsync(invalid.Reason);
                await using var output = System.Console.OpenStandardOutput();
                await using var json = new PiecewiseJson(
                    new Utf8JsonWriter(output, WireJson.WriterOptions with { Indented = true }),
                    () => new ValueTask(output.FlushAsync(cancellation))
                );
                var writer = new PersonExportWriter(context.Leads, TimeProvider.System);
                await writer.WriteAsync(json, (ExportPersonOutcome.Found)outcome, cancellation);
                await json.SendAsync();
                await output.WriteAsync("\n"u8.ToArray(), cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command CreateErase()
    {
        var command = new Command(
            "erase",
            "Erase the personal data of a person. This cannot be undone, so what would be erased is shown first, and confirmed. Leads are "
                + "kept without their personal data. At the end the database is rewritten, so that its files no longer hold the data. "
                + $"Exit code {ExitCodes.ErasedBytesLeft} if that did not finish."
        );
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be erased, without erasing it." };
        var yes = new Option<bool>("--yes") { Description = "Erase without asking." };
        var except = new Option<long[]>("--except")
        {
            Description = "Ids of leads to leave as they are, because they are not about the person.",
            HelpName = "LEAD_ID",
            AllowMultipleArgumentsPerToken = true,
        };
        var noVacuum = new Option<bool>("--no-vacuum")
        {
            Description = "Do not rewrite the database now; run store vacuum when few leads arrive.",
        };
        foreach (var option in (Option[])[dryRun, yes, except, noVacuum])
            command.Add(option);
        SetAction(
            command,
            async (context, cancellation) =>
            {
                var request = new PersonErasureRequest
                {
                    Phone = context.Request.Phone,
                    Email = context.Request.Email,
                    Except = context.Result.GetValue(except),
                    Vacuum = !context.Result.GetValue(noVacuum),
                };
                if (!context.Result.GetValue(yes) || context.Result.GetValue(dryRun))
                {
                    var preview = await context.Persons.PreviewAsync(request, Actor.CommandLine, ShowMatches, cancellation);
                    if (preview is ErasePersonOutcome.Invalid unclear)
                        return await CommandLine.FailAsync(unclear.Reason);
                    await ReportAsync("Would erase: ", (ErasePersonOutcome.Done)preview);
                    if (context.Result.GetValue(dryRun))
                        return 0;
                    if (!Confirmation.IsPossible)
                        return await CommandLine.FailAsync("Nothing was erased. To erase without being asked, pass --yes.");
                    if (!Confirmation.Ask("Erase this? It cannot be undone."))
                        return await CommandLine.FailAsync("Nothing was erased.");
                }

                var outcome = await context.Persons.EraseAsync(request, Actor.CommandLine, _ => { }, cancellation);
                if (outcome is ErasePersonOutcome.Invalid invalid)
                    return await CommandLine.FailAsync(invalid.Reason);
                var done = (ErasePersonOutcome.Done)outcome;
                await ReportAsync("Erased: ", done);
                return await ReportAsync(done.Bytes);
            }
        );
        return command;
    }

    /// <summary>Shows what is erased of each lead. It goes to a terminal, so that nothing in it may move the cursor.</summary>
    private static void ShowMatches(DataSubjectMatches matches)
    {
        foreach (var lead in matches.Leads)
        {
            var (what, origin) = (lead.IsErasedWhole ? "whole" : "only the mention", lead.Stored.Origin);
            var places = string.Join(", ", lead.Places.Select(place => PlainText.Show(place, MostShown)));
            var stored = string.Create(
                CultureInfo.InvariantCulture,
                $"lead {lead.Stored.Id} of bulk {origin.BulkId}, {origin.CreatedAt:yyyy-MM-dd}"
            );
            System.Console.Out.WriteLine($"{stored}, {PlainText.Show(origin.CreatedBy, MostShown)}: {what}, in {places}");
        }

        foreach (var key in matches.Keys)
            System.Console.Out.WriteLine(
                $"idempotency key of {PlainText.Show(key.Caller, MostShown)}: {PlainText.Show(key.Key, MostShown)}"
            );
    }

    private static async Task ReportAsync(string what, ErasePersonOutcome.Done done)
    {
        await System.Console.Out.WriteLineAsync(what + Format(done.Counts));
        if (done.Excepted > 0)
            await System.Console.Out.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"Left as they are (--except): {done.Excepted}.")
            );
        foreach (var rows in done.Elsewhere)
        {
            await System.Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Also in {rows.Table}.{rows.Column}, in {rows.Rows} rows, which an erasure does not change (docs/privacy.md)."
                )
            );
        }
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> ReportAsync(ErasedBytes? bytes)
    {
        if (bytes is { AreGone: true })
        {
            await System.Console.Out.WriteLineAsync(
                "The files of the database were rewritten and no longer hold the data. Backups do until they are deleted; with PostgreSQL, "
                    + "so do its write-ahead log and its archive until they are recycled (docs/privacy.md)."
            );
        }
        else if (bytes is { Failure: { } failure })
        {
            await CommandLine.FailAsync(
                $"The data was erased, but its bytes are still in the files of the database: {failure} Then run ./leadgate store vacuum."
            );
            return ExitCodes.ErasedBytesLeft;
        }
        else if (bytes is not null)
        {
            await System.Console.Out.WriteLineAsync("The bytes are still in the files of the database. Run ./leadgate store vacuum.");
        }

        return 0;
    }

    private static void SetAction(Command command, Func<PersonContext, CancellationToken, Task<int>> action)
    {
        var phone = new Option<string?>("--phone")
        {
            Description =
                "Phone number: 512345678 to match it with any phone code, or +966512345678. Use - to read it from standard input, so "
                + "that it doesn't appear in the process list.",
        };
        var email = new Option<string?>("--email")
        {
            Description = "Email address. If you also pass a phone number, data that matches either is included.",
        };
        command.Add(phone);
        command.Add(email);
        var readSettings = command.AddSettings([Setting.Database, Setting.Company, Setting.TimeZone]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var settings = readSettings(result);
                    await using var store = CommandLine.OpenExistingStore(settings);
                    var lists = new ListCatalogCache(store);
                    await lists.LoadAsync(cancellation);
                    var number = result.GetValue(phone);
                    if (number is "-")
                        number = await System.Console.In.ReadLineAsync(cancellation);
                    var context = new PersonContext(
                        result,
                        new PersonRequest { Phone = number, Email = result.GetValue(email) },
                        new PersonRequests(
                            store,
                            lists,
                            new ImportErasure(store, lists, TimeProvider.System),
                            NullLogger<PersonRequests>.Instance
                        ),
                        new LeadQueries(store, lists, settings)
                    );
                    return await action(context, cancellation);
                })
        );
    }

    private static string Format(DataSubjectCounts counts) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"leads {counts.Leads}, mentions in other leads {counts.Mentions}, idempotency keys {counts.Keys}."
        );

    private sealed record PersonContext(ParseResult Result, PersonRequest Request, PersonRequests Persons, LeadQueries Leads);
}
