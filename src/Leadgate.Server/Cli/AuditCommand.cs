using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary><c>audit</c>: shows the trail of who did what, and proves that it is whole.</summary>
internal static class AuditCommand
{
    /// <summary>So many entries are read at once.</summary>
    private const int Page = 1000;

    public static Command Create()
    {
        var command = new Command("audit", "Show the trail of who did what, or prove that it is whole.");
        command.Add(CreateVerify());
        command.Add(CreateList());
        return command;
    }

    private static Command CreateVerify()
    {
        var command = new Command("verify", "Go through the trail and name each entry that was altered, taken out or written anew.");
        var holds = new Option<string?>("--holds")
        {
            Description = "An entry that must be in it as it was, NUMBER:HASH, as an earlier run printed its last.",
            HelpName = "ENTRY",
        };
        command.Add(holds);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    return await VerifyAsync(store.Audit, result.GetValue(holds), cancellation);
                })
        );
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Show entries, the newest last.");
        var last = new Option<long>("--last")
        {
            Description = "How many. Default: 100",
            HelpName = "COUNT",
            DefaultValueFactory = _ => 100,
        };
        command.Add(last);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    var after = Math.Max(0, await store.Audit.ReadLastIdAsync(cancellation) - result.GetValue(last));
                    await foreach (var entry in EntriesAsync(store.Audit, after, cancellation))
                        await Console.Out.WriteLineAsync(Line(entry));
                    return 0;
                })
        );
        return command;
    }

    private static async Task<int> VerifyAsync(IAuditStore audit, string? holds, CancellationToken cancellation)
    {
        // Asked first: what is written meanwhile comes on top, and only what is missing counts.
        var lastId = await audit.ReadLastIdAsync(cancellation);
        var verification = new AuditVerification();
        var isHeld = holds is null;
        await foreach (var entry in EntriesAsync(audit, 0, cancellation))
        {
            verification.Add(entry);
            isHeld |= Mark(entry).Equals(holds, StringComparison.OrdinalIgnoreCase);
        }

        var findings = verification.End(lastId);
        if (!isHeld)
            findings = [.. findings, $"The entry {holds} is not in the trail."];
        foreach (var finding in findings)
            await Console.Error.WriteLineAsync("leadgate: " + finding);
        var last = verification.Last is { } entryAtEnd ? $"; the last is {Mark(entryAtEnd)}" : "";
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{verification.Count} entries, {findings.Count} findings{last}")
        );
        return findings.Count == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<AuditEntry> EntriesAsync(
        IAuditStore audit,
        long after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        while (true)
        {
            var entries = await audit.ReadAsync(after, Page, cancellation);
            foreach (var entry in entries)
                yield return entry;
            if (entries.Count < Page)
                yield break;
            after = entries[^1].Id;
        }
    }

    private static string Mark(AuditEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Id}:{Convert.ToHexStringLower(entry.Hash.Span)}");

    private static string Line(AuditEntry entry) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Id}\t{ApiKeyIssuer.Tell(entry.At)}\t{entry.Event.Actor}\t{entry.Event.Origin}\t{entry.Event.Action}\t{entry.Event.Record}\t{entry.Event.Detail}"
        );
}
