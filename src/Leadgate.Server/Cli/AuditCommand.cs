using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Wire;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Cli;

/// <summary><c>audit</c>: shows or verifies the audit trail.</summary>
internal static class AuditCommand
{
    private const int PageSize = 1000;

    public static Command Create()
    {
        var command = new Command("audit", "Show or verify the audit trail.");
        command.Add(CreateVerify());
        command.Add(CreateList());
        return command;
    }

    private static Command CreateVerify()
    {
        var command = new Command(
            "verify",
            "Verify the audit trail and report each entry that was changed, deleted, or replaced. Say what could not be proved."
        );
        var expect = new Option<string?>("--expect")
        {
            Description = "Also check that this entry (NUMBER:HASH, printed by an earlier run) is still in the trail.",
            HelpName = "ENTRY",
        };

        // The former name of --expect, which scripts may still use.
        var holds = new Option<string?>("--holds") { Hidden = true };
        var checkpoints = new Option<FileInfo[]>("--checkpoints")
        {
            Description =
                "File of checkpoints, or a log that contains them. May be given several times. Default: the file that the service writes, "
                + "if it exists",
            HelpName = "FILE",
        };
        var publicKeys = new Option<FileInfo[]>("--public-key")
        {
            Description =
                "Public key to check signatures with (PEM). May be given several times. Default: the key of the service, if it exists",
            HelpName = "FILE",
        };
        command.Add(expect);
        command.Add(holds);
        command.Add(checkpoints);
        command.Add(publicKeys);
        var settings = command.AddSettings([Setting.Database, Setting.AuditKeyFile, Setting.AuditCheckpointFile]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var read = settings(result);
                    await using var store = CommandLine.OpenExistingStore(read);
                    var damage = new List<string>();
                    var evidence = new AuditEvidence(
                        await store.Audit.ReadStoreIdAsync(cancellation),
                        AuditReport.ReadCheckpoints(FindFiles(result.GetValue(checkpoints), read.AuditFiles.Checkpoints), damage),
                        AuditReport.ReadPublicKeys(FindFiles(result.GetValue(publicKeys), read.AuditFiles.PublicKey))
                    );
                    var expected = result.GetValue(expect) ?? result.GetValue(holds);
                    return await VerifyAsync(store.Audit, evidence, damage, expected, cancellation);
                })
        );
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Show the most recent audit entries, oldest first.");
        var last = new Option<long>("--last")
        {
            Description = "Number of entries. Default: 100",
            HelpName = "COUNT",
            DefaultValueFactory = _ => 100,
        };
        command.Add(last);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    var after = Math.Max(0, await store.Audit.ReadLastIdAsync(cancellation) - result.GetValue(last));
                    await foreach (var entry in ReadEntriesAsync(store.Audit, after, cancellation))
                        await System.Console.Out.WriteLineAsync(FormatLine(entry));
                    return 0;
                })
        );
        return command;
    }

    /// <summary>The files that were given, or the one of the service if it exists.</summary>
    private static IEnumerable<string> FindFiles(FileInfo[]? given, string usual) =>
        given is { Length: > 0 } ? given.Select(file => file.FullName)
        : File.Exists(usual) ? [usual]
        : [];

    private static async Task<int> VerifyAsync(
        AuditStore audit,
        AuditEvidence evidence,
        IReadOnlyList<string> damage,
        string? expected,
        CancellationToken cancellation
    )
    {
        var isFound = expected is null;
        var report = await AuditReport.CreateAsync(
            audit,
            evidence,
            damage,
            entry => isFound |= FormatNumberAndHash(entry).Equals(expected, StringComparison.OrdinalIgnoreCase),
            cancellation
        );
        List<string> findings = [.. report.Findings];
        if (!isFound)
            findings.Add($"Entry {expected} is not in the audit trail.");
        foreach (var finding in findings)
            await System.Console.Error.WriteLineAsync("leadgate: " + finding);
        foreach (var line in report.Explanations)
            await System.Console.Out.WriteLineAsync(line);
        var last = report.Last is { } lastEntry ? $"; last entry: {FormatNumberAndHash(lastEntry)}" : "";
        await System.Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{report.Count} entries, {findings.Count} findings{last}")
        );
        return findings.Count == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<AuditEntry> ReadEntriesAsync(
        AuditStore audit,
        long after,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        while (true)
        {
            var entries = await audit.ReadAsync(after, PageSize, cancellation);
            foreach (var entry in entries)
                yield return entry;
            if (entries.Count < PageSize)
                yield break;
            after = entries[^1].Id;
        }
    }

    private static string FormatNumberAndHash(AuditEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Id}:{Convert.ToHexStringLower(entry.Hash.Span)}");

    private static string FormatLine(AuditEntry entry)
    {
        var (id, happened) = (entry.Id.ToString(CultureInfo.InvariantCulture), entry.Event);
        return string.Join(
            '\t',
            id,
            WireTime.Format(entry.At),
            happened.Actor,
            happened.Origin,
            happened.Action,
            happened.Record,
            happened.Detail
        );
    }
}
