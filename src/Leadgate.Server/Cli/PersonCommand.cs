using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Hosting;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Persons;

namespace Leadgate.Server.Cli;

/// <summary><c>person</c>: shows or erases everything that is known of somebody (docs/privacy.md).</summary>
internal static class PersonCommand
{
    public static Command Create()
    {
        var command = new Command("person", "Export or erase everything that is known of somebody.");
        command.Add(CreateExport());
        command.Add(CreateErase());
        return command;
    }

    private static Command CreateExport()
    {
        var command = new Command("export", "Write everything that is known of somebody as JSON to standard output.");
        AddRun(
            command,
            [Setting.Database, Setting.Company, Setting.TimeZone],
            async (room, cancellation) =>
            {
                await using var output = Console.OpenStandardOutput();
                await using var json = new Utf8JsonWriter(output, LeadJson.WriterOptions with { Indented = true });
                var parts = room.Data.ExportAsync(room.Person, AuditEvent.OfCommand(AuditActions.PersonExport), cancellation);
                await new PersonExport(room.Answers).WriteAsync(json, room.Person, parts, TimeProvider.System.GetUtcNow(), cancellation);
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
            "Erase everything that is known of somebody. It cannot be undone; leads stay as rows without personal data. Then run: store vacuum"
        );
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be erased." };
        command.Add(dryRun);
        AddRun(
            command,
            [Setting.Database, Setting.Company, Setting.TimeZone],
            async (room, cancellation) =>
            {
                var isDryRun = room.Result.GetValue(dryRun);
                var counts = isDryRun
                    ? await room.Data.CountAsync(room.Person, cancellation)
                    : await room.Data.EraseAsync(room.Person, AuditEvent.OfCommand(AuditActions.PersonErase), cancellation);
                await Console.Out.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(isDryRun ? "Would erase" : "Erased")}: {counts.Leads} leads of theirs, {counts.Mentions} of others that name them, {counts.Keys} idempotency keys."
                    )
                );
                if (!isDryRun)
                    await Console.Out.WriteLineAsync(
                        "Free pages of the database still hold it until ./leadgate store vacuum; backups hold it until they are gone (docs/privacy.md)."
                    );
                return 0;
            }
        );
        return command;
    }

    private static void AddRun(Command command, IReadOnlyList<Setting> settings, Func<Room, CancellationToken, Task<int>> run)
    {
        var phone = new Option<string?>("--phone")
        {
            Description =
                "Their phone number: 512345678 under any code, or +966512345678; - reads it from standard input, where no list of processes shows it.",
        };
        var email = new Option<string?>("--email") { Description = "Their e-mail address; with a phone number too, whatever has either." };
        command.Add(phone);
        command.Add(email);
        var read = command.AddSettings(settings);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    var given = read(result);
                    await using var store = CommandLine.OpenExistingStore(given);
                    var lists = new ListCatalogCache(store);
                    await lists.LoadAsync(cancellation);
                    var data = new PersonalData(store, lists);
                    if (
                        DataSubject.TryRead(
                            result.GetValue(phone) is "-" ? await Console.In.ReadLineAsync(cancellation) : result.GetValue(phone),
                            result.GetValue(email),
                            data.PhoneCodes,
                            out var fault
                        ) is
                        { } person
                    )
                        return await run(new Room(result, person, data, new BulkAnswers(store, lists, given)), cancellation);
                    await Console.Error.WriteLineAsync("leadgate: " + fault.English);
                    return 1;
                })
        );
    }

    /// <summary>What both commands work with.</summary>
    private sealed record Room(ParseResult Result, DataSubject Person, PersonalData Data, BulkAnswers Answers);
}
