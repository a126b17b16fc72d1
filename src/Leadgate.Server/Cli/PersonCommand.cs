using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Persons;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Cli;

/// <summary><c>person</c>: exports or erases the personal data of one person (docs/privacy.md).</summary>
internal static class PersonCommand
{
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
                await using var output = Console.OpenStandardOutput();
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
            "Erase the personal data of a person. This cannot be undone. Leads are kept without their personal data. Run store vacuum "
                + "afterwards."
        );
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be erased, without erasing it." };
        command.Add(dryRun);
        SetAction(
            command,
            async (context, cancellation) =>
            {
                var isDryRun = context.Result.GetValue(dryRun);
                var outcome = isDryRun
                    ? await context.Persons.CountAsync(context.Request, Actor.CommandLine, cancellation)
                    : await context.Persons.EraseAsync(context.Request, Actor.CommandLine, cancellation);
                if (outcome is ErasePersonOutcome.Invalid invalid)
                    return await CommandLine.FailAsync(invalid.Reason);
                var counts = ((ErasePersonOutcome.Done)outcome).Counts;
                await Console.Out.WriteLineAsync((isDryRun ? "Would erase: " : "Erased: ") + Format(counts));
                if (!isDryRun)
                {
                    await Console.Out.WriteLineAsync(
                        "The data remains on free pages of the database until you run ./leadgate store vacuum, and in backups until they "
                            + "are deleted (docs/privacy.md)."
                    );
                }

                return 0;
            }
        );
        return command;
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
                        number = await Console.In.ReadLineAsync(cancellation);
                    var context = new PersonContext(
                        result,
                        new PersonRequest { Phone = number, Email = result.GetValue(email) },
                        new PersonRequests(store, lists, NullLogger<PersonRequests>.Instance),
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
